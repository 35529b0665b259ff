import type { ColumnPlan } from './column-accumulator.ts';
import type { FileProfile } from './file-profile.ts';
import type { RowProfiler } from './row-profiler.ts';

/** Survey, read, survey again where the first rows misled, read again: a file settles within these. */
const mostPasses = 5;

/** Plans for a file of which nothing is known. */
export function surveyPlans(width: number): readonly ColumnPlan[] {
  return Array.from({ length: width }, () => ({ reading: 'text', survey: true }));
}

/**
 * Reads a file as its first rows suggest, and again where later rows showed that to be wrong. Most files are
 * read once.
 *
 * @param head a survey of the first rows
 * @param commaFree see `ReadingEvidence`
 * @param like an earlier file whose readings are tried first, so that the parts of a data set are read alike
 */
export async function settlePlans<Pass extends { readonly profiler: RowProfiler }>(
  head: RowProfiler,
  commaFree: boolean,
  run: (plans: readonly ColumnPlan[]) => Promise<Pass>,
  like?: FileProfile,
): Promise<Pass> {
  const earlier = new Map(like?.columns.map((column) => [column.name, column]));
  let plans: readonly ColumnPlan[] = head.columns.map((column) => {
    const known = earlier.get(column.name);
    if (known !== undefined && known.kind !== 'empty') {
      return { reading: known.reading, survey: false };
    }
    return column.hasValues ? column.nextPlan(commaFree) : { reading: 'text', survey: true };
  });
  for (let count = 1; ; count++) {
    const pass = await run(plans);
    const next = pass.profiler.revise(commaFree);
    if (next === null || count === mostPasses) return pass;
    plans = next;
  }
}
