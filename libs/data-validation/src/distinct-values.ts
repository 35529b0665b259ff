import { quoteName } from '@create-mlops/dataset';
import type { ColumnStats, Evidence, Subject } from './evidence.ts';
import { type ColumnLimits, hasColumns } from './limits.ts';
import type { Need } from './need.ts';

/** Asks the scan for the distinct values of the columns named, by HyperLogLog: it costs too much to ask of all. */
export function distinctNeeds(
  subject: Subject,
  settings: { readonly columns: ColumnLimits },
): readonly Need[] {
  return Object.keys(settings.columns)
    .filter((name) => hasColumns(subject, [name]))
    .map((name) => ({
      kind: 'value',
      key: `distinct:${name}`,
      sql: `approx_count_distinct(${quoteName(name)})`,
    }));
}

/** Exact where the sample is the whole data, otherwise within a few percent. */
export function distinctOf(evidence: Evidence, stats: ColumnStats): number {
  const isExact = evidence.sample.isWhole || stats.counts !== null;
  return isExact ? stats.distinct : (evidence.value(`distinct:${stats.column.name}`) ?? 0);
}
