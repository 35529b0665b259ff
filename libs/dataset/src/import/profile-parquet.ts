import type { ColumnPlan } from './column-accumulator.ts';
import type { FileProfile } from './file-profile.ts';
import { ImportError } from './import-error.ts';
import type { FileHead } from './inspect-head.ts';
import type { ProfileOptions } from './profile-file.ts';
import { readHeader } from './read-header.ts';
import { hashFile, openParquet } from './read-parquet-rows.ts';
import { RowCells } from './row-cells.ts';
import { RowProfiler } from './row-profiler.ts';
import { settlePlans, surveyPlans } from './settle-plans.ts';
import { ValueTraits } from './value-traits.ts';

const headRows = 1000;

/** Profiles a Parquet file; see `profileFile`. */
export async function profileParquet(
  path: string,
  head: FileHead,
  options: ProfileOptions,
): Promise<FileProfile> {
  const file = await openParquet(path, head.name);
  const names = readHeader(file.names, head.name);
  if (file.rows === 0) {
    throw new ImportError('DATA_UNUSABLE', `${head.name} has no rows.`, 'Give a file with rows.');
  }
  const run = async (plans: readonly ColumnPlan[], mostRows: number) => {
    const profiler = new RowProfiler(names, plans, options.seed ?? 7);
    const cells = new RowCells(names.length);
    const traits = names.map(() => new ValueTraits());
    await file.readRows(mostRows, (values) => {
      cells.clear();
      for (const [index, value] of values.entries()) {
        cells.add(value);
        traits[index]?.add(value);
      }
      profiler.addCells(cells.bytes, cells.starts, cells.ends);
    });
    return { profiler, traits };
  };
  const first = await run(surveyPlans(names.length), headRows);
  const { profiler, traits } = await settlePlans(
    first.profiler,
    false,
    (plans) => run(plans, Number.POSITIVE_INFINITY),
    options.like,
  );
  const finished = profiler.finish();
  return {
    name: head.name,
    format: 'parquet',
    dialect: null,
    encoding: head.encoding,
    ...(await hashFile(path)),
    ...finished,
    canonical:
      !file.hasNotANumber() &&
      finished.columns.every(
        ({ canonical, kind }, index) =>
          canonical && (kind === 'empty' || traits[index]?.agreesWith(kind) === true),
      ),
  };
}
