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
 * appearance; a row without a key has no value there.
 */
export async function profileJsonLines(
  path: string,
  head: FileHead,
  options: ProfileOptions,
): Promise<FileProfile> {
  const seed = options.seed ?? 7;
  const names = readHeader(await readKeys(path, head), head.name);
  const run = (plans: readonly ColumnPlan[], mostRows: number) =>
    readPass(path, head, new RowProfiler(names, plans, seed), names, mostRows);
  const first = await run(surveyPlans(names.length), headRows);
  const pass = await settlePlans(
    first.profiler,
    false,
    (plans) => run(plans, Number.POSITIVE_INFINITY),
    options.like,
  );
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

async function readKeys(path: string, head: FileHead): Promise<readonly string[]> {
  const names = new Set<string>();
  const source = openByteSource(path, head.encoding);
  try {
    await readJsonRows(source, head.name, (row) => {
      for (const name of row.keys()) names.add(name);
      return true;
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
  const source = openByteSource(path, head.encoding);
  try {
    await readJsonRows(source, head.name, (row) => {
      cells.clear();
      names.forEach((name, index) => {
        const value: Value = row.get(name) ?? null;
        traits[index]?.add(value);
        cells.add(value);
      });
      profiler.addCells(cells.bytes, cells.starts, cells.ends);
      return profiler.rows < mostRows;
    });
    return { profiler, traits, ...source.digest() };
  } finally {
    source.close();
  }
}
