import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';

/** A cell of a query's answer: whole numbers come as `number`, lists as arrays, structs as objects. */
export type Cell =
  | string
  | number
  | boolean
  | null
  | readonly Cell[]
  | { readonly [key: string]: Cell };

export type Database = {
  /** All rows of an answer, by column name. For answers that fit in memory. */
  readonly all: (sql: string) => Promise<Record<string, Cell>[]>;
  /** An answer of any size, at most 2,048 rows at a time: `columns[c][r]`, in the order of the SELECT list. */
  readonly stream: (
    sql: string,
    onChunk: (columns: readonly (readonly DuckDBValue[])[]) => void,
  ) => Promise<void>;
  /**
   * Like `all`, for aggregates over rows that carry their own number: they may be read in any order, which is faster.
   */
  readonly allUnordered: (sql: string) => Promise<Record<string, Cell>[]>;
  /** How many queries were run that read data (not counting `DESCRIBE`). */
  readonly queryCount: () => number;
  readonly close: () => Promise<void>;
};

export type DatabaseOptions = {
  /** Buffers beyond this spill to a temporary folder. Default: 640, or 60 % of this machine's memory if less. */
  readonly memoryLimitMb?: number;
  readonly threads?: number;
};

const DEFAULT_MEMORY_MB = 640;

/**
 * An in-memory DuckDB that spills to a temporary folder instead of failing when data outgrows its memory limit.
 * Rows keep the order of the file.
 */
export async function openDatabase(options: DatabaseOptions = {}): Promise<Database> {
  const machineMb = Math.floor((totalmem() / 2 ** 20) * 0.6);
  const {
    memoryLimitMb = Math.min(DEFAULT_MEMORY_MB, machineMb),
    threads = availableParallelism(),
  } = options;
  const temporary = await mkdtemp(join(tmpdir(), 'mlops-duckdb-'));
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${memoryLimitMb}MB`,
    threads: String(threads),
    temp_directory: temporary,
    preserve_insertion_order: 'true',
    // Nothing is ever fetched from the network, whatever a query names.
    autoinstall_known_extensions: 'false',
  });
  const connection = await instance.connect();
  // A moment without a zone is the same on every machine.
  await connection.run("SET TimeZone = 'UTC'");
  let queries = 0;
  const count = (sql: string) => {
    if (!/^\s*DESCRIBE/i.test(sql)) queries += 1;
  };
  return {
    all: async (sql) => {
      count(sql);
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowObjectsJS().map((row) => plainObject(row));
    },
    allUnordered: async (sql) => {
      count(sql);
      await connection.run('SET preserve_insertion_order = false');
      try {
        const reader = await connection.runAndReadAll(sql);
        return reader.getRowObjectsJS().map((row) => plainObject(row));
      } finally {
        await connection.run('SET preserve_insertion_order = true');
      }
    },
    stream: async (sql, onChunk) => {
      count(sql);
      await streamChunks(connection, sql, onChunk);
    },
    queryCount: () => queries,
    close: async () => {
      connection.closeSync();
      instance.closeSync();
      await rm(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    },
  };
}

async function streamChunks(
  connection: DuckDBConnection,
  sql: string,
  onChunk: (columns: readonly (readonly DuckDBValue[])[]) => void,
): Promise<void> {
  const result = await connection.stream(sql);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    onChunk(chunk.getColumns());
  }
}

function plainObject(row: object): Record<string, Cell> {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)]));
}

function plain(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  if (Array.isArray(value)) return value.map(plain);
  return value instanceof Date ? value.toISOString() : plainObject(value);
}
