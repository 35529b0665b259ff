import type { ColumnKind, ContractColumn, Row, Value } from '@create-mlops/contracts';
import { z } from 'zod';
import type { Answer } from '../answer/answers.ts';
import type { RequestIssue } from '../request/explain-issues.ts';

/** One named tensor of the Open Inference Protocol. `data` is flat, or nested as `shape` says. */
export const tensorSchema = z.object({
  name: z.string(),
  shape: z.array(z.int().min(0)).min(1),
  datatype: z.string(),
  parameters: z.record(z.string(), z.unknown()).optional(),
  data: z.array(z.unknown()),
});
export type Tensor = z.infer<typeof tensorSchema>;

/** An inference request, version 2 of the protocol. */
export const inferenceRequestSchema = z.object({
  id: z.string().max(128).optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
  inputs: z.array(tensorSchema).min(1),
  outputs: z.array(z.object({ name: z.string() })).optional(),
});
export type InferenceRequest = z.infer<typeof inferenceRequestSchema>;

export type Datatype = 'BOOL' | 'INT64' | 'FP64' | 'BYTES';

const datatypeOfKind: Readonly<Record<ColumnKind, Datatype>> = {
  number: 'FP64',
  integer: 'INT64',
  boolean: 'BOOL',
  category: 'BYTES',
  text: 'BYTES',
  timestamp: 'BYTES',
  date: 'BYTES',
  image: 'BYTES',
};

/** The datatype of a column's tensor. A vocabulary of numbers or booleans keeps its own type. */
export function datatypeOf(column: Pick<ContractColumn, 'kind' | 'categories'>): Datatype {
  const { kind, categories = [] } = column;
  if (kind !== 'category' || categories.length === 0) return datatypeOfKind[kind];
  if (categories.every((value) => typeof value === 'boolean')) return 'BOOL';
  if (categories.every((value) => Number.isInteger(value))) return 'INT64';
  return categories.every((value) => typeof value === 'number') ? 'FP64' : 'BYTES';
}

/** What a protocol datatype allows in JSON; a missing value is `null` in each. */
function typeOf(datatype: string): 'number' | 'string' | 'boolean' | null {
  if (/^(U?INT(8|16|32|64)|FP(16|32|64))$/.test(datatype)) return 'number';
  if (datatype === 'BOOL') return 'boolean';
  return datatype === 'BYTES' ? 'string' : null;
}

/** The rows that the tensors hold, one tensor per column of shape `[rows]` or `[rows, 1]`; or what is wrong with them. */
export function rowsOfTensors(
  inputs: readonly Tensor[],
):
  | { readonly kind: 'rows'; readonly rows: Row[] }
  | { readonly kind: 'issues'; readonly issues: RequestIssue[] } {
  const issues: RequestIssue[] = [];
  const count = inputs[0]?.shape[0] ?? 0;
  const seen = new Set<string>();
  const columns: (readonly [string, readonly unknown[]])[] = [];
  for (const [index, { name, shape, datatype, data }] of inputs.entries()) {
    const path = `inputs[${index}]`;
    const problem = (message: string) => issues.push({ path, message });
    const values = data.flat();
    const type = typeOf(datatype);
    const [rows, width = 1, ...more] = shape;
    if (seen.has(name)) problem(`There are two inputs '${name}'.`);
    if (width !== 1 || more.length > 0) {
      problem(`'${name}' has the shape [${shape.join(', ')}]; a column has [rows] or [rows, 1].`);
    } else if (rows !== count) {
      problem(`'${name}' has ${rows} rows, but '${inputs[0]?.name}' has ${count}.`);
    } else if (values.length !== count) {
      problem(`'${name}' says ${count} rows, but its data has ${values.length} values.`);
    }
    if (type === null) problem(`'${name}' has the datatype '${datatype}', which no column has.`);
    else if (values.some((value) => value !== null && typeof value !== type)) {
      problem(`The data of '${name}' has values that are no ${type}, though it says ${datatype}.`);
    }
    seen.add(name);
    columns.push([name, values]);
  }
  if (issues.length > 0) return { kind: 'issues', issues };
  const rows = Array.from({ length: count }, (_, row) =>
    Object.fromEntries(columns.map(([name, values]) => [name, values[row] as Value])),
  );
  return { kind: 'rows', rows };
}

/** Names of the tensors that a model answers with. */
export function outputNames(isClassification: boolean): readonly string[] {
  return isClassification ? ['prediction', 'probabilities'] : ['prediction'];
}

/** Answers as tensors: `prediction` `[rows]` and, for a classifier, `probabilities` `[rows, classes]`. */
export function tensorsOfAnswers(
  answers: readonly Answer[],
  target: { readonly classes: readonly string[]; readonly datatype: Datatype },
): Tensor[] {
  const { classes, datatype } = target;
  const predictions: Tensor = {
    name: 'prediction',
    shape: [answers.length],
    datatype,
    data: answers.map(({ prediction }) => prediction),
  };
  if (classes.length === 0) return [predictions];
  const probabilities: Tensor = {
    name: 'probabilities',
    shape: [answers.length, classes.length],
    datatype: 'FP64',
    parameters: { classes: [...classes] },
    data: answers.flatMap((answer) => classes.map((name) => answer.probabilities?.[name] ?? 0)),
  };
  return [predictions, probabilities];
}
