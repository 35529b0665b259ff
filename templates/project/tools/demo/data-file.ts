import { readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { datasetLockSchema, type Row, rowOf, type Value } from '@create-mlops/contracts';
import { type Dataset, readTable } from '@create-mlops/dataset';
import type { Sandbox } from './sandbox.ts';

/** The model's data as the sandbox has it, and how to put other rows in their place. */
export type DataFile = {
  readonly dataset: Dataset;
  readonly columns: readonly string[];
  readonly rows: Row[];
  /** Writes these rows as the data, and locks them. */
  readonly replace: (rows: readonly Row[], columns?: readonly string[]) => Promise<void>;
};

/** Reads the data through its contract. */
export async function openData(sandbox: Sandbox): Promise<DataFile> {
  const { dataset }: { dataset: Dataset } = await import(sandbox.path('data', 'dataset.ts'));
  const lock = datasetLockSchema.parse(JSON.parse(sandbox.read('data', 'dataset.lock.json')));
  const [first] = lock.files;
  if (first === undefined) throw new RangeError('The lock names no file.');
  const path = join(sandbox.path('data'), ...first.path.split('/'));
  const table = await readTable(path, dataset.description);
  const columns = Object.keys(table.columns);
  return {
    dataset,
    columns,
    rows: Array.from({ length: table.rowCount }, (_, index) => rowOf(table, index)),
    replace: async (rows, names = columns) => {
      const csvPath = path.replace(/\.\w+$/, '.csv');
      writeFileSync(`${csvPath}.new`, toCsv(rows, names));
      // The fault is not that the data is old: it keeps the time at which it was taken in.
      utimesSync(`${csvPath}.new`, new Date(lock.capturedAt), new Date(lock.capturedAt));
      rmSync(path);
      renameSync(`${csvPath}.new`, csvPath);
      const locked = await sandbox.node('tools/data-lock.ts', [sandbox.model]);
      if (locked.code !== 0) throw new Error(locked.output);
    },
  };
}

/** Rows as canonical CSV: quotes only where they must be, missing as nothing. */
export function toCsv(rows: readonly Row[], columns: readonly string[]): string {
  const lines = [columns, ...rows.map((row) => columns.map((name) => row[name] ?? null))];
  return `${lines.map((cells) => cells.map(toCell).join(',')).join('\n')}\n`;
}

function toCell(value: Value): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Uniform draws in [0, 1), the same for the same seed. */
export function seededDraws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** A JSON report of a stage, or `null` when the stage left none. */
export function readReport(sandbox: Sandbox, ...segments: string[]): unknown {
  try {
    return JSON.parse(
      readFileSync(join(sandbox.root, 'artifacts', sandbox.model, ...segments), 'utf8'),
    );
  } catch {
    return null;
  }
}
