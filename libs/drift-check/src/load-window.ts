import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  type ContractDescription,
  type Row,
  type Table,
  tableFromRows,
} from '@create-mlops/contracts';
import { countRows, locateImages, openDatabase, readTable } from '@create-mlops/dataset';

/** What production saw lately. */
export type Window = {
  /** The rows that are compared. */
  readonly table: Table;
  /** All rows that there are; of many, `table` is a sample. */
  readonly rows: number;
  /** A path, or `prediction log`. */
  readonly source: string;
  /** Made by a demo, not by the world. */
  readonly simulated: boolean;
};

const readable = /\.(csv|jsonl|ndjson|parquet)$/i;
/**
 * Above this the effect floors decide, not the number of rows: a share is then known within 0.3 %, a mean within 0.003
 * standard deviations, thirty times finer than the floors. Of a larger window a sample is compared.
 */
const mostRows = 100_000;
const sampleSeed = 7;

/**
 * The current window: the newest file by name in `current/`, or else the service's prediction log.
 *
 * @returns `null` when there is neither.
 * @throws {MlopsError} DATA_INVALID when the file does not fit the contract.
 */
export async function loadWindow(options: {
  readonly currentDirectory: string;
  readonly logDirectory: string;
  readonly description: ContractDescription;
}): Promise<Window | null> {
  const { currentDirectory, logDirectory, description } = options;
  const newest = filesIn(currentDirectory).at(-1);
  if (newest !== undefined) {
    const { table, rows } = await readWindow(join(currentDirectory, newest), description);
    return {
      table: locateImages(table, description, currentDirectory),
      rows,
      source: `current/${newest}`,
      simulated: newest.includes('simulated'),
    };
  }
  const logs = filesIn(logDirectory);
  if (logs.length === 0) return null;
  const rows: Row[] = [];
  // Newest first: when the log is long, it is the latest requests that count.
  for (const log of logs.reverse()) {
    if (rows.length >= mostRows) break;
    rows.push(...(await readLog(join(logDirectory, log))));
  }
  if (rows.length === 0) return null;
  const names = description.columns.map((column) => column.name);
  return {
    table: tableFromRows(rows.slice(0, mostRows), names),
    rows: Math.min(rows.length, mostRows),
    source: 'prediction log',
    simulated: false,
  };
}

async function readWindow(path: string, description: ContractDescription) {
  const database = await openDatabase();
  try {
    // A file that cannot be read says why below, with line and remedy.
    const counted = await countRows(path, { database }).catch(() => 0);
    const sample =
      counted > mostRows ? { sample: { share: mostRows / counted, seed: sampleSeed } } : {};
    const table = await readTable(path, description, { database, require: 'features', ...sample });
    return { table, rows: Math.max(counted, table.rowCount) };
  } finally {
    await database.close();
  }
}

function filesIn(directory: string): string[] {
  return existsSync(directory)
    ? readdirSync(directory)
        .filter((name) => readable.test(name))
        .sort()
    : [];
}

async function readLog(path: string): Promise<Row[]> {
  const rows: Row[] = [];
  const lines = createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) {
    try {
      const entry: { readonly input?: Row } = JSON.parse(line);
      if (entry.input !== undefined) rows.push(entry.input);
    } catch {
      // The service may be writing the last line at this moment.
    }
  }
  return rows;
}
