import type { Value } from '@create-mlops/contracts';
import { openByteSource } from './byte-source.ts';
import type { ColumnPlan } from './column-accumulator.ts';
import type { FileProfile } from './file-profile.ts';
import { ImportError } from './import-error.ts';
import type { FileHead } from './inspect-head.ts';
import type { ProfileOptions } from './profile-file.ts';
import { readHeader } from './read-header.ts';
import { readJsonRows } from './read-json-rows.ts';
import { RowCells } from './row-cells.ts';
import { RowProfiler } from './row-profiler.ts';
import { settlePlans, surveyPlans } from './settle-plans.ts';
import { ValueTraits } from './value-traits.ts';

const headRows = 1000;

/**
 * Profiles a JSONL file; see `profileFile`. The columns are the keys met in any row, in the order of their first
 * appearance; a row without a key has no value there. A key that first appears late costs another reading.
 */
export async function profileJsonLines(
  path: string,
  head: FileHead,
  options: ProfileOptions,
): Promise<FileProfile> {
  const early = await readKeys(path, head, headRows);
  const profile = await profileKeys(path, head, early, options);
  return profile ?? profileKeys(path, head, await readKeys(path, head), options).then(assertKeys);
}

/** @returns `null` when a row has a key that is not in `keys` */
async function profileKeys(
  path: string,
  head: FileHead,
  keys: readonly string[],
  options: ProfileOptions,
): Promise<FileProfile | null> {
  const seed = options.seed ?? 7;
  const names = readHeader(keys, head.name);
  const run = (plans: readonly ColumnPlan[], mostRows: number) =>
    readPass(path, head, new RowProfiler(names, plans, seed), names, mostRows);
  const first = await run(surveyPlans(names.length), headRows);
  const pass = await settlePlans(
    first.profiler,
    false,
    (plans) => run(plans, Number.POSITIVE_INFINITY),
    options.like,
  );
  if (pass.hasOtherKeys) return null;
  const finished = pass.profiler.finish();
  const isTyped = finished.columns.every(
    ({ canonical, kind }, index) => canonical && pass.traits[index]?.agreesWith(kind) === true,
  );
  const { sha256, bytes } = pass;
  return {
    name: head.name,
    format: 'jsonl',
    dialect: null,
    encoding: head.encoding,
    bytes,
    sha256,
    ...finished,
    canonical: isTyped && head.encoding === 'utf-8' && !head.byteOrderMark,
  };
}

function assertKeys(profile: FileProfile | null): FileProfile {
  if (profile !== null) return profile;
  throw new ImportError(
    'DATA_UNUSABLE',
    'The file changed while it was being read.',
    'Run the command again when nothing writes to the file.',
  );
}

async function readKeys(
  path: string,
  head: FileHead,
  mostRows = Number.POSITIVE_INFINITY,
): Promise<readonly string[]> {
  let rows = 0;
  const names = new Set<string>();
  const source = openByteSource(path, head.encoding);
  try {
    await readJsonRows(source, head.name, (row) => {
      for (const name of row.keys()) names.add(name);
      return ++rows < mostRows;
    });
  } finally {
    source.close();
  }
  if (names.size === 0) {
    throw new ImportError('DATA_UNUSABLE', `${head.name} has no rows.`, 'Give a file with rows.');
  }
  return [...names];
}

async function readPass(
  path: string,
  head: FileHead,
  profiler: RowProfiler,
  names: readonly string[],
  mostRows: number,
) {
  const cells = new RowCells(names.length);
  const traits = names.map(() => new ValueTraits());
  const known = new Set(names);
  let hasOtherKeys = false;
  const source = openByteSource(path, head.encoding);
  try {
    await readJsonRows(source, head.name, (row) => {
      cells.clear();
      for (const name of row.keys()) if (!known.has(name)) hasOtherKeys = true;
      if (hasOtherKeys) return false;
      names.forEach((name, index) => {
        const value: Value = row.get(name) ?? null;
        traits[index]?.add(value);
        cells.add(value);
      });
      profiler.addCells(cells.bytes, cells.starts, cells.ends);
      return profiler.rows < mostRows;
    });
    return { profiler, traits, hasOtherKeys, ...source.digest() };
  } finally {
    source.close();
  }
}
