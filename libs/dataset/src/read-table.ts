import {
  type ContractDescription,
  MlopsError,
  type Table,
  type Value,
} from '@create-mlops/contracts';
import { type Database, openDatabase } from './open-database.ts';
import { readSource } from './read-source.ts';
import { sourceSql } from './source-sql.ts';

export type ReadTableOptions = {
  /** Default: a database of its own, closed afterwards. */
  readonly database?: Database;
  /**
   * Which columns of the contract the file must have: `all` (default), or the `features` only, as in a window of
   * production data; a column that may lack and does is `null` in every row.
   */
  readonly require?: 'all' | 'features';
  /**
   * Only about this share of the rows (0..1), drawn by a hash of row number and seed: the same every time, in file
   * order. Cells of other rows are not looked at.
   */
  readonly sample?: { readonly share: number; readonly seed: number };
};

/**
 * A canonical CSV, JSONL or Parquet file as a table of the contract's columns, rows in file order.
 *
 * @throws {MlopsError} DATA_INVALID naming column, row and value when a cell does not cast, when a column is missing,
 * or when a line cannot be parsed. FILE_NOT_FOUND, FORMAT_UNSUPPORTED and FILE_UNREADABLE as `readSource` does.
 */
export async function readTable(
  path: string,
  description: ContractDescription,
  options: ReadTableOptions = {},
): Promise<Table> {
  const { require = 'all' } = options;
  const database = options.database ?? (await openDatabase());
  try {
    const source = await readSource(database, path);
    const found = new Set(source.columns.map((column) => column.name));
    const missing = description.columns.filter((column) => !found.has(column.name));
    const needed = missing.find((column) => require === 'all' || column.role === 'feature');
    if (needed !== undefined) throw columnMissing(path, needed.name);

    const present = description.columns.filter((column) => found.has(column.name));
    const values = present.map((): Value[] => []);
    let rowCount = 0;
    const onChunk = (chunk: readonly (readonly unknown[])[]) => {
      const rowNumbers = chunk[0] ?? [];
      const rows = rowNumbers.length;
      present.forEach((column, index) => {
        // The SELECT list is __row, then each column followed by its raw text.
        const typed = chunk[1 + 2 * index] ?? [];
        const raw = chunk[2 + 2 * index] ?? [];
        const target = values[index] ?? [];
        for (let row = 0; row < rows; row += 1) {
          const text = raw[row];
          const value = typed[row] as Value;
          const isFraction =
            column.kind === 'integer' && value !== null && !Number.isInteger(value);
          if (typeof text === 'string' || isFraction) {
            const shown = typeof text === 'string' ? text : String(value);
            throw cellInvalid(path, column.name, column.kind, Number(rowNumbers[row]), shown);
          }
          target.push(value);
        }
      });
      rowCount += rows;
    };
    await database
      .stream(drawnSql(sourceSql(source, description), options.sample), onChunk)
      .catch((cause: unknown) => Promise.reject(unreadable(path, cause)));

    const columns: Record<string, Value[]> = {};
    for (const column of description.columns) {
      const at = present.indexOf(column);
      columns[column.name] = values[at] ?? Array<Value>(rowCount).fill(null);
    }
    return { rowCount, columns };
  } finally {
    if (options.database === undefined) await database.close();
  }
}

function drawnSql(from: string, sample: ReadTableOptions['sample']): string {
  if (sample === undefined) return from;
  const limit = Math.ceil(Math.min(1, sample.share) * 2 ** 32);
  return `SELECT * FROM (${from}) WHERE (hash(__row, ${Math.trunc(sample.seed)}) >> 32) < ${limit}`;
}

function columnMissing(path: string, name: string): MlopsError {
  return new MlopsError(
    'DATA_INVALID',
    `'${path}' has no column '${name}', which the contract asks for.`,
    'Add the column to the file, or take it out of contract.ts.',
  );
}

function cellInvalid(path: string, column: string, kind: string, row: number, value: string) {
  return new MlopsError(
    'DATA_INVALID',
    `Column '${column}', row ${row} of '${path}': '${value}' is not a ${kind}.`,
    'Correct the cell, or leave it empty if the value is missing.',
  );
}

function unreadable(path: string, cause: unknown): unknown {
  if (cause instanceof MlopsError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  return new MlopsError(
    'DATA_INVALID',
    `'${path}' cannot be read: ${message.split('\n').slice(0, 2).join(' ')}`,
    'Correct the line; every row needs as many fields as the header.',
    { cause },
  );
}
