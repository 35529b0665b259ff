import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ContractDescription,
  type DatasetLock,
  datasetLockSchema,
  type Feature,
  MlopsError,
  selectRows,
  type Table,
  type Value,
} from '@create-mlops/contracts';
import type { z } from 'zod';
import { describeContract } from './describe-contract.ts';
import { locateImages } from './locate-images.ts';
import { openDatabase } from './open-database.ts';
import { readTable } from './read-table.ts';
import { splitRows } from './split-rows.ts';
import { type SplitSettings, splitSettingsSchema } from './split-settings.ts';
import { verifyLock } from './verify-lock.ts';

export type DatasetOptions = {
  /** The model's data folder: contract.ts, features.ts, dataset.lock.json and the files that the lock names. */
  readonly directory: string;
  /** The contract: the zod schema of one row. */
  readonly row: z.ZodObject;
  /** The user's derived columns. */
  readonly features?: readonly Feature<never>[];
  readonly split?: Partial<SplitSettings>;
};

/** A model's data: its contract, its derived columns, its locked files, and how the rows are divided. */
export type Dataset = {
  readonly directory: string;
  readonly row: z.ZodObject;
  readonly description: ContractDescription;
  readonly features: readonly Feature<never>[];
  readonly split: SplitSettings;
  /** @throws {MlopsError} LOCK_MISSING when dataset.lock.json is absent or is not a lock. */
  readonly readLock: () => DatasetLock;
  /** @throws {MlopsError} LOCK_MISMATCH, FILE_NOT_FOUND, LOCK_MISSING. */
  readonly verifyLock: () => Promise<void>;
  /** Absolute paths of the lock's files, in lock order. */
  readonly paths: () => { readonly data: readonly string[]; readonly test: readonly string[] };
  /** sha256 of the locked files' hashes, and of the texts of contract.ts and features.ts with LF line ends. */
  readonly hashes: () => {
    readonly dataHash: string;
    readonly contractHash: string;
    readonly featuresHash: string;
  };
  /** All rows of the contract's columns; `test` is the official test file, if the lock names one. */
  readonly load: () => Promise<{ readonly data: Table; readonly test: Table | null }>;
  /** The rows divided; derived columns are not added yet. */
  readonly splits: () => Promise<{
    readonly train: Table;
    readonly validation: Table;
    readonly test: Table;
  }>;
};

/**
 * Everything a stage asks of a model's data. Nothing is read before a function is called.
 *
 * @throws {MlopsError} CONTRACT_INVALID as `describeContract` does; SETTINGS_INVALID for an impossible split.
 */
export function defineDataset(options: DatasetOptions): Dataset {
  const { directory, row, features = [] } = options;
  const description = describeContract(row);
  const parsed = splitSettingsSchema.safeParse(options.split ?? {});
  if (!parsed.success) {
    throw new MlopsError(
      'SETTINGS_INVALID',
      `The split is not usable: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
      'Correct `split` where the dataset is defined.',
    );
  }
  const split = parsed.data;
  const readLock = () => loadLock(directory);
  const paths = () => {
    const pathsOf = (part: 'data' | 'test') =>
      readLock()
        .files.filter((file) => file.part === part)
        .map((file) => join(directory, ...file.path.split('/')));
    return { data: pathsOf('data'), test: pathsOf('test') };
  };
  const load = async () => {
    const { data, test } = paths();
    const read = async (files: readonly string[]) =>
      locateImages(await readTables(files, description), description, join(directory, 'raw'));
    return { data: await read(data), test: test.length > 0 ? await read(test) : null };
  };
  return {
    directory,
    row,
    description,
    features,
    split,
    readLock,
    verifyLock: () => verifyLock(directory, readLock()),
    paths,
    hashes: () => ({
      dataHash: sha256(
        readLock()
          .files.map((file) => file.sha256)
          .join('\n'),
      ),
      contractHash: sha256(sourceText(join(directory, 'contract.ts'))),
      featuresHash: sha256(sourceText(join(directory, 'features.ts'))),
    }),
    load,
    splits: async () => {
      const { data, test } = await load();
      const rows = splitRows(data, description, split);
      if (split.strategy === 'official' && test === null) throw testMissing();
      return {
        train: selectRows(data, rows.train),
        validation: selectRows(data, rows.validation),
        test: split.strategy === 'official' && test !== null ? test : selectRows(data, rows.test),
      };
    },
  };
}

async function readTables(
  paths: readonly string[],
  description: ContractDescription,
): Promise<Table> {
  const database = await openDatabase();
  try {
    const tables: Table[] = [];
    for (const path of paths) tables.push(await readTable(path, description, { database }));
    const [first] = tables;
    if (first !== undefined && tables.length === 1) return first;
    const columns: Record<string, Value[]> = {};
    for (const { name } of description.columns) {
      columns[name] = tables.flatMap((table) => table.columns[name] ?? []);
    }
    return { rowCount: tables.reduce((sum, table) => sum + table.rowCount, 0), columns };
  } finally {
    await database.close();
  }
}

function loadLock(directory: string): DatasetLock {
  const path = join(directory, 'dataset.lock.json');
  try {
    return datasetLockSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new MlopsError(
      'LOCK_MISSING',
      `'${path}' is missing or is not a dataset lock.`,
      'Run `npm run data:lock` to write it.',
      { cause },
    );
  }
}

/** A source file's text with LF line ends; the empty text when the file is absent. */
function sourceText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return '';
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function testMissing(): MlopsError {
  return new MlopsError(
    'SETTINGS_INVALID',
    "The split is 'official', but dataset.lock.json names no test file.",
    "Add a test file with `npm run data:lock`, or choose the split 'hash'.",
  );
}
