import { z } from 'zod';
import { integersOf, readFields } from './protobuf-reader.ts';

/** What an ONNX file says about itself that its runtime does not tell. */
export type OnnxFacts = {
  /** `metadata_props`. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Labels of every classifier in the graph, in the order of its outputs; whole numbers as text. */
  readonly classLabels: readonly (readonly string[])[];
};

/**
 * Reads metadata and class labels.
 * @throws {RangeError} when the bytes are no ONNX file.
 */
export function readOnnxFacts(bytes: Uint8Array): OnnxFacts {
  const metadata: Record<string, string> = {};
  const classLabels: (readonly string[])[] = [];
  for (const field of readFields(bytes)) {
    if (!('bytes' in field)) continue;
    if (field.number === 14) Object.assign(metadata, readEntry(field.bytes));
    if (field.number === 7) classLabels.push(...labelsInGraph(field.bytes));
  }
  return { metadata, classLabels };
}

/**
 * The classes that the file itself names, in order; `null` where it names none.
 * @param count number of outputs: the parts of an ensemble have classes of their own, and fewer.
 */
export function classesNamed({ metadata, classLabels }: OnnxFacts, count: number) {
  const written = z.array(z.string()).safeParse(parsedOrNull(metadata.classes));
  if (written.success && written.data.length > 0) return written.data;
  return classLabels.findLast((labels) => labels.length === count) ?? null;
}

function parsedOrNull(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

function readEntry(bytes: Uint8Array): Record<string, string> {
  const texts = new Map<number, string>();
  for (const field of readFields(bytes)) {
    if ('bytes' in field) texts.set(field.number, textOf(field.bytes));
  }
  return { [texts.get(1) ?? '']: texts.get(2) ?? '' };
}

/** `classlabels_strings`, `classlabels_int64s` and `classlabels_ints` of the operators of `ai.onnx.ml`. */
function labelsInGraph(graph: Uint8Array): (readonly string[])[] {
  const found: (readonly string[])[] = [];
  for (const node of readFields(graph)) {
    if (node.number !== 1 || !('bytes' in node)) continue;
    for (const attribute of readFields(node.bytes)) {
      if (attribute.number !== 5 || !('bytes' in attribute)) continue;
      const labels = labelsIn(attribute.bytes);
      if (labels.length > 0) found.push(labels);
    }
  }
  return found;
}

function labelsIn(attribute: Uint8Array): readonly string[] {
  let isLabels = false;
  const labels: string[] = [];
  for (const field of readFields(attribute)) {
    if (field.number === 1 && 'bytes' in field) {
      isLabels = textOf(field.bytes).startsWith('classlabels_');
      if (!isLabels) return [];
    }
    if (field.number === 8)
      labels.push(...integersOf(field).map((value) => BigInt.asIntN(64, value).toString()));
    if (field.number === 9 && 'bytes' in field) labels.push(textOf(field.bytes));
  }
  return isLabels ? labels : [];
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
