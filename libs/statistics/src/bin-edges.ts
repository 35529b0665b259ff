import { mean, quantileSorted, standardDeviation } from 'simple-statistics';

/** Rules for the number of equal-width bins, as numpy's `histogram_bin_edges` has them. */
export type BinRule = 'sturges' | 'doane' | 'fd';

/**
 * Edges of equal-width bins over the range of the values: one more than there are bins.
 *
 * @returns two edges half a unit around the value when all are equal; [0, 1] for none.
 */
export function binEdges(values: readonly number[], rule: BinRule): number[] {
  if (values.length === 0) return [0, 1];
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[0] ?? 0;
  const high = sorted.at(-1) ?? 0;
  if (low === high) return [low - 0.5, high + 0.5];
  const bins = Math.max(1, Math.ceil((high - low) / binWidth(sorted, rule)));
  return Array.from({ length: bins + 1 }, (_, index) =>
    index === bins ? high : low + (index * (high - low)) / bins,
  );
}

function binWidth(sorted: readonly number[], rule: BinRule): number {
  const n = sorted.length;
  const range = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
  const sturges = range / (Math.log2(n) + 1);
  if (rule === 'sturges') return sturges;
  if (rule === 'fd') {
    const values = [...sorted];
    const spread = quantileSeven(values, 0.75) - quantileSeven(values, 0.25);
    return spread === 0 ? sturges : (2 * spread) / Math.cbrt(n);
  }
  if (n < 3) return range;
  const centre = mean([...sorted]);
  const deviation = standardDeviation([...sorted]);
  const skewness = sorted.reduce((sum, value) => sum + ((value - centre) / deviation) ** 3, 0) / n;
  const error = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)));
  return range / (1 + Math.log2(n) + Math.log2(1 + Math.abs(skewness) / error));
}

/**
 * Quantile of sorted values by linear interpolation between order statistics (type 7, numpy's default).
 *
 * @returns NaN for none.
 */
export function quantileSeven(sorted: readonly number[], probability: number): number {
  if (sorted.length === 0) return Number.NaN;
  if (probability === 0 || probability === 1 || sorted.length === 1) {
    return quantileSorted([...sorted], probability);
  }
  const position = (sorted.length - 1) * probability;
  const low = sorted[Math.floor(position)] ?? Number.NaN;
  const high = sorted[Math.ceil(position)] ?? Number.NaN;
  return low + (high - low) * (position - Math.floor(position));
}
