import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { MlopsError } from '@create-mlops/contracts';
import type { Database } from './open-database.ts';
import { readCsvHeader } from './read-csv-header.ts';
import { quoteText } from './sql-quote.ts';

export type SourceFormat = 'csv' | 'jsonl' | 'parquet';

/** A data file as found: which columns it has, before any contract is held against it. */
export type Source = {
  readonly path: string;
  readonly format: SourceFormat;
  readonly bytes: number;
  /** Column names in file order, with DuckDB's type of each (`VARCHAR` for CSV, `JSON` for JSONL). */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
};

const formats: Readonly<Record<string, SourceFormat>> = {
  '.csv': 'csv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.parquet': 'parquet',
};

/**
 * Looks at a canonical data file's columns.
 *
 * @throws {MlopsError} FILE_NOT_FOUND when there is no such file; FORMAT_UNSUPPORTED when its ending is none of
 * .csv, .jsonl, .ndjson, .parquet; DATA_INVALID when two column names are the same but for case.
 */
export async function readSource(database: Database, path: string): Promise<Source> {
  const format = formats[extname(path).toLowerCase()];
  if (format === undefined) {
    throw new MlopsError(
      'FORMAT_UNSUPPORTED',
      `'${path}' is not a format that the pipeline reads.`,
      'Use .csv, .jsonl or .parquet; `npm run data:lock` converts other text tables.',
    );
  }
  const info = await stat(path).catch((cause: unknown) => {
    throw new MlopsError(
      'FILE_NOT_FOUND',
      `There is no file '${path}'.`,
      'Run `npm run data` to fetch the data that the lock names.',
      { cause },
    );
  });
  const columns =
    format === 'csv'
      ? (await readCsvHeader(path)).map((name) => ({ name, type: 'VARCHAR' }))
      : await describeFile(database, path, format);
  checkNames(
    path,
    columns.map((column) => column.name),
  );
  return { path, format, bytes: info.size, columns };
}

async function describeFile(
  database: Database,
  path: string,
  format: SourceFormat,
): Promise<{ name: string; type: string }[]> {
  const reader =
    format === 'jsonl'
      ? `read_json(${quoteText(path)}, format = 'newline_delimited')`
      : `read_parquet(${quoteText(path)})`;
  try {
    const rows = await database.all(`DESCRIBE SELECT * FROM ${reader}`);
    return rows.map((row) => ({
      name: String(row.column_name),
      type: format === 'jsonl' ? 'JSON' : String(row.column_type),
    }));
  } catch (cause) {
    throw new MlopsError(
      'FILE_UNREADABLE',
      `'${path}' cannot be read as ${format}: ${firstLine(cause)}`,
      'Replace the file with an intact one, then run `npm run data:lock`.',
      { cause },
    );
  }
}

function checkNames(path: string, names: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const twin = seen.get(name.toLowerCase());
    if (twin !== undefined) {
      throw new MlopsError(
        'DATA_INVALID',
        twin === name
          ? `'${path}' has two columns named '${name}'.`
          : `'${path}' has columns '${twin}' and '${name}', which differ only by case.`,
        'Rename one of them, then run `npm run data:lock`.',
      );
    }
    seen.set(name.toLowerCase(), name);
  }
}

function firstLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';
}
