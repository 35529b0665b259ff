import { binomialPmf } from '@create-mlops/statistics';

/**
 * One-sided bounds of a quantile from the ordered values alone, whatever their distribution: the order statistics
 * that lie on either side of it with this confidence.
 *
 * @param sorted ascending.
 * @param share 0.99 for the 99th percentile.
 * @returns infinite ends where there are too few values: an upper bound of the 99th percentile takes 299 at 95 %.
 * @see David & Nagaraja, Order Statistics, 7.1
 */
export function quantileBounds(
  sorted: Float64Array,
  share: number,
  confidence: number,
): { readonly lower: number; readonly upper: number } {
  const n = sorted.length;
  let [lower, upper] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  // P(fewer than k of n values lie below the quantile), summed upwards.
  let below = 0;
  for (let k = 1; k <= n; k++) {
    below += binomialPmf(k - 1, n, share);
    const value = sorted[k - 1] ?? Number.NaN;
    if (below <= 1 - confidence) lower = value;
    if (below >= confidence) {
      upper = value;
      break;
    }
  }
  return { lower, upper };
}

/** The fewest values that give an upper bound of the quantile: 299 for the 99th percentile at 95 %. */
export function valuesForUpperBound(share: number, confidence: number): number {
  return Math.ceil(Math.log(1 - confidence) / Math.log(share));
}
