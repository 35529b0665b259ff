import type { Metric } from '../metric.ts';
import { type Scored, selectScored } from '../scored.ts';

/** Rows drawn in one bootstrap altogether: about a second of work at most. */
const DRAWS = 4_000_000;
const MOST = 2_000;
const FEWEST = 400;

/** Bootstrap replicates that a number of rows can afford: 2,000 up to 2,000 rows, fewer beyond, at least 400. */
export function replicatesFor(rows: number): number {
  return Math.round(Math.min(MOST, Math.max(FEWEST, DRAWS / Math.max(1, rows))));
}

/** A metric as a function of row indices, computed the fastest way that it offers; NaN where it does not exist. */
export function resampler(metric: Metric, scored: Scored): (rows: Uint32Array) => number {
  const { interval } = metric;
  if (interval.kind === 'bootstrap' && interval.prepare !== undefined) {
    return interval.prepare(scored);
  }
  if (interval.kind === 'rowMean') {
    const values = interval.perRow(scored);
    const finish = interval.finish ?? ((mean: number) => mean);
    return (rows) => {
      let sum = 0;
      for (let index = 0; index < rows.length; index++) sum += values[rows[index] ?? 0] ?? 0;
      return finish(sum / rows.length);
    };
  }
  return (rows) => metric.compute(selectScored(scored, rows)) ?? Number.NaN;
}
