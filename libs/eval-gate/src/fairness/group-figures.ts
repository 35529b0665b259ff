import { wilson } from '@create-mlops/statistics';
import { boundWidth } from '../estimate/confidence.ts';
import type { Estimate } from '../estimate/estimate.ts';

/** How often something happens in a group. */
export type GroupRate = { readonly group: string; readonly hits: number; readonly n: number };

/** How far two groups lie apart, and which they are. */
export type Gap = Estimate & { readonly low: string; readonly high: string };

/**
 * The smallest rate as a share of the largest: the ratio of demographic parity. Bounds by the logarithm of the ratio,
 * with half a hit added to either so that 0 has bounds too.
 *
 * @returns 1 where nothing ever happens; `null` for fewer than two groups.
 * @see Katz et al., 1978; Pettigrew et al., 1986
 */
export function smallestRatio(rates: readonly GroupRate[], confidence: number): Gap | null {
  const ends = extremes(rates);
  if (ends === null) return null;
  const { low, high } = ends;
  const n = low.n + high.n;
  const names = { low: low.group, high: high.group };
  const method = 'log ratio of the two furthest groups';
  if (high.hits === 0) return { value: 1, lower: 1, upper: 1, n, method, ...names };
  const share = ({ hits, n: rows }: GroupRate) => (hits + 0.5) / (rows + 0.5);
  const centre = Math.log(share(low) / share(high));
  const variance = ({ hits, n: rows }: GroupRate) => 1 / (hits + 0.5) - 1 / (rows + 0.5);
  const spread = boundWidth(confidence) * Math.sqrt(variance(low) + variance(high));
  return {
    value: low.hits / low.n / (high.hits / high.n),
    lower: Math.exp(centre - spread),
    upper: Math.min(1, Math.exp(centre + spread)),
    n,
    method,
    ...names,
  };
}

/**
 * The largest difference between the rates of two groups, with Newcombe's bounds for independent groups.
 *
 * @returns `null` for fewer than two groups.
 * @see Newcombe, 1998, Statistics in Medicine 17, 873–890, method 10
 */
export function largestDifferenceOfRates(
  rates: readonly GroupRate[],
  confidence: number,
): Gap | null {
  const ends = extremes(rates);
  if (ends === null) return null;
  const [p, q] = [ends.high.hits / ends.high.n, ends.low.hits / ends.low.n];
  const high = wilson(ends.high.hits, ends.high.n, { confidence, sides: 1 });
  const low = wilson(ends.low.hits, ends.low.n, { confidence, sides: 1 });
  const value = p - q;
  return {
    value,
    lower: Math.max(0, value - Math.hypot(p - high.lower, low.upper - q)),
    upper: Math.min(1, value + Math.hypot(high.upper - p, q - low.lower)),
    n: ends.high.n + ends.low.n,
    method: 'Newcombe difference of the two furthest groups',
    low: ends.low.group,
    high: ends.high.group,
  };
}

/** The mean of a positive figure in a group. */
export type GroupMean = {
  readonly group: string;
  readonly mean: number;
  /** Standard error of the mean. */
  readonly error: number;
  readonly n: number;
};

/** The smallest mean as a share of the largest, with bounds by the logarithm of the ratio. */
export function smallestRatioOfMeans(means: readonly GroupMean[], confidence: number): Gap | null {
  const sorted = [...means].sort((a, b) => a.mean - b.mean);
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined || sorted.length < 2) return null;
  const names = { low: low.group, high: high.group };
  const n = low.n + high.n;
  const method = 'log ratio of the two furthest groups';
  if (low.mean === 0) {
    const value = high.mean === 0 ? 1 : 0;
    return { value, lower: value, upper: value, n, method, ...names };
  }
  const spread = boundWidth(confidence) * Math.hypot(low.error / low.mean, high.error / high.mean);
  const value = low.mean / high.mean;
  return {
    value,
    lower: value * Math.exp(-spread),
    upper: Math.min(1, value * Math.exp(spread)),
    n,
    method,
    ...names,
  };
}

function extremes(
  rates: readonly GroupRate[],
): { readonly low: GroupRate; readonly high: GroupRate } | null {
  const sorted = [...rates].sort((a, b) => a.hits / a.n - b.hits / b.n);
  const [low, high] = [sorted[0], sorted.at(-1)];
  return low === undefined || high === undefined || sorted.length < 2 ? null : { low, high };
}
