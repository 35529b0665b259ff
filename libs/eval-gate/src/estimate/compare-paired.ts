import { bootstrapBca, mcnemarMidP, newcombePaired } from '@create-mlops/statistics';
import type { Metric } from '../metric.ts';
import { percentText } from '../print/number-text.ts';
import type { Scored } from '../scored.ts';
import { boundWidth, detectableWidth } from './confidence.ts';
import type { Estimate, EstimateOptions } from './estimate.ts';
import { replicatesFor, resampler } from './resampling.ts';

/** How much better one model is than another on the same rows: positive is better, whatever the metric's direction. */
export type Comparison = Estimate & {
  /** Standard error of the difference. */
  readonly standardError: number;
  /** One-sided p-value that the first is no better. */
  readonly pValueBetter: number | null;
  /** The smallest difference that these rows can decide with 80 % power. */
  readonly detectable: number;
};

/**
 * Compares two models on the same rows. Shares of rows by McNemar's mid-p test and Newcombe's interval, everything
 * else by a bootstrap that draws the rows of both together.
 *
 * @param candidate the same rows in the same order as `other`.
 */
export function comparePaired(
  metric: Metric,
  candidate: Scored,
  other: Scored,
  { confidence, seed }: EstimateOptions,
): Comparison {
  const n = candidate.rows;
  if (metric.interval.kind === 'proportion' && metric.interval.hits !== undefined) {
    const { hits } = metric.interval;
    return compareHits(hits(candidate), hits(other), confidence);
  }
  const sign = metric.direction === 'higher' ? 1 : -1;
  const [first, second] = [resampler(metric, candidate), resampler(metric, other)];
  const replicates = replicatesFor(n);
  const { estimate, lower, upper } = bootstrapBca(
    n,
    (rows) => sign * (first(rows) - second(rows)),
    { confidence, sides: 1, replicates, seed },
  );
  const standardError = (upper - lower) / 2 / boundWidth(confidence);
  return {
    value: estimate + 0,
    lower: lower + 0,
    upper: upper + 0,
    n,
    method: `paired BCa bootstrap one-sided ${percentText(confidence)}, ${replicates} resamples`,
    standardError,
    pValueBetter: null,
    detectable: detectableWidth(confidence) * standardError,
  };
}

/** @param candidate 1 where the row is right. */
export function compareHits(
  candidate: Uint8Array,
  other: Uint8Array,
  confidence: number,
): Comparison {
  const pairs = { both: 0, onlyCandidate: 0, onlyProduction: 0, neither: 0 };
  for (const [row, hit] of candidate.entries()) {
    if (hit === 1) pairs[other[row] === 1 ? 'both' : 'onlyCandidate']++;
    else pairs[other[row] === 1 ? 'onlyProduction' : 'neither']++;
  }
  const n = candidate.length;
  const disagreeing = pairs.onlyCandidate + pairs.onlyProduction;
  const { difference, lower, upper } = newcombePaired(pairs, { confidence, sides: 1 });
  const twoSided = mcnemarMidP(pairs.onlyCandidate, disagreeing);
  return {
    value: difference,
    lower,
    upper,
    n,
    method: `McNemar mid-p, Newcombe paired one-sided ${percentText(confidence)}`,
    standardError: Math.sqrt(disagreeing) / n,
    pValueBetter: pairs.onlyCandidate > pairs.onlyProduction ? twoSided / 2 : 1 - twoSided / 2,
    // Two rows more than seen: models that agree everywhere here may still disagree somewhere.
    detectable: (detectableWidth(confidence) * Math.sqrt(disagreeing + 2)) / n,
  };
}
