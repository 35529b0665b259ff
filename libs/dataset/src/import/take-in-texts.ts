import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CanonicalWriter } from './canonical-writer.ts';
import type { FileProfile } from './file-profile.ts';
import type { ImportedFile } from './import-file.ts';
import { inferContract } from './infer-contract.ts';
import type { InferredColumn, InferredContract } from './inferred-contract.ts';
import { profileFile } from './profile-file.ts';
import type { FoundBytes, LabelledText, TextSource } from './read-texts.ts';

/** Labelled texts that lie in the project as canonical CSV, and the contract that they keep. */
export type TakenTexts = {
  readonly inferred: InferredContract;
  readonly files: readonly { readonly part: 'data' | 'test'; readonly imported: ImportedFile }[];
  readonly profile: FileProfile;
};

/**
 * Writes texts and labels as canonical CSV below `destination` and infers their contract: one text of a length a little
 * above what was seen, and the classes of the label.
 *
 * @param name file name without its ending
 * @throws {ImportError} TARGET_UNUSABLE or DATA_UNUSABLE when no model could come of it
 */
export async function takeInTexts(
  source: TextSource,
  destination: string,
  name: string,
): Promise<TakenTexts> {
  await mkdir(destination, { recursive: true });
  const path = join(destination, `${name}.csv`);
  const data = await profiled(source, await writeTexts(source, source.texts, path), source.found);
  const test =
    source.test === null
      ? null
      : await profiled(
          source,
          await writeTexts(source, source.test, join(destination, 'test.csv')),
          source.foundTest ?? source.found,
        );
  const base = inferContract(
    { ...data.profile, name: source.name },
    { target: source.targetColumn, keep: [source.textColumn] },
  );
  const all = source.test === null ? source.texts : [...source.texts, ...source.test];
  return {
    inferred: {
      ...base,
      // The texts of a class may repeat; that is for the check of duplicates to judge.
      split: { strategy: 'hash' },
      columns: base.columns.map((column) =>
        column.name === source.textColumn ? describeText(column, all) : column,
      ),
    },
    files: [
      { part: 'data', imported: data.imported },
      ...(test === null ? [] : [{ part: 'test' as const, imported: test.imported }]),
    ],
    profile: data.profile,
  };
}

type WrittenTexts = FoundBytes & { readonly path: string; readonly rows: number };

/** Writes texts and their labels as canonical CSV, whole or not at all. */
export async function writeTexts(
  { textColumn, targetColumn }: Pick<TextSource, 'textColumn' | 'targetColumn'>,
  texts: readonly LabelledText[],
  path: string,
): Promise<WrittenTexts> {
  const writer = new CanonicalWriter(path);
  try {
    writer.addText(textColumn);
    writer.addText(targetColumn);
    writer.endRow();
    for (const { text, label } of texts) {
      writer.addText(text);
      writer.addText(label);
      writer.endRow();
    }
  } catch (error) {
    writer.abandon();
    throw error;
  }
  return { ...writer.finish(), path, rows: texts.length };
}

async function profiled(
  { notes }: TextSource,
  { path, rows, sha256, bytes }: WrittenTexts,
  found: FoundBytes = { sha256, bytes },
): Promise<{ readonly profile: FileProfile; readonly imported: ImportedFile }> {
  const imported: ImportedFile = {
    path,
    format: 'csv',
    sha256,
    bytes,
    rows,
    converted: true,
    changes: notes,
    source: found,
  };
  return { profile: await profileFile(path), imported };
}

/** Room above the longest text, and the least that a text may be allowed to have: a service gets longer ones. */
const headRoom = 1.1;
const leastMaximum = 500;

function describeText(column: InferredColumn, texts: readonly LabelledText[]): InferredColumn {
  const lengths = texts.map(({ text }) => [...text].length).sort((a, b) => a - b);
  const shortest = lengths[0] ?? 0;
  const longest = lengths.at(-1) ?? 0;
  const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
  const { categories: _categories, ...rest } = column;
  return {
    ...rest,
    kind: 'text',
    role: 'feature',
    pii: false,
    nullable: false,
    sensitive: false,
    minimum: 1,
    maximum: Math.max(leastMaximum, roundUp(longest * headRoom)),
    evidence: [`seen ${shortest} to ${longest} characters, half of the texts below ${median}`],
  };
}

/** To two digits: 1,001 gives 1,100. */
function roundUp(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / step) * step;
}
