import { bootstrapBca, wilson } from '@create-mlops/statistics';
import type { Metric } from '../metric.ts';
import { percentText } from '../print/number-text.ts';
import type { Scored } from '../scored.ts';
import { replicatesFor, resampler } from './resampling.ts';

/** A value with a bound on either side, each holding with the confidence asked for on its own. */
export type Estimate = {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** Rows, pairs or timings behind the value. */
  readonly n: number;
  readonly method: string;
};

export type EstimateOptions = {
  /** Of each bound on its own. */
  readonly confidence: number;
  readonly seed: number;
};

/** The bounds of a metric that has this value on these rows. */
export function estimateMetric(
  metric: Metric,
  scored: Scored,
  value: number,
  { confidence, seed }: EstimateOptions,
): Estimate {
  const n = scored.rows;
  const sided = `one-sided ${percentText(confidence)}`;
  if (metric.interval.kind === 'proportion') {
    const count = metric.interval.count(scored);
    if (count !== null) {
      const bounds = wilson(count.successes, count.n, { confidence, sides: 1 });
      return { value, ...bounds, n, method: `Wilson ${sided}` };
    }
  }
  const replicates = replicatesFor(n);
  const { lower, upper } = bootstrapBca(n, resampler(metric, scored), {
    confidence,
    sides: 1,
    replicates,
    seed,
  });
  // Every resample gave the same value: a perfect score on few rows, of which the bootstrap cannot doubt anything.
  if (lower === upper && metric.direction === 'higher' && value >= 0 && value <= 1) {
    const bounds = wilson(value * n, n, { confidence, sides: 1 });
    return {
      value,
      ...bounds,
      n,
      method: `Wilson ${sided}, as every resample gave the same value`,
    };
  }
  return { value, lower, upper, n, method: `BCa bootstrap ${sided}, ${replicates} resamples` };
}
