import type { Value } from '@create-mlops/contracts';

/** The numbers of a column in ascending order; missing cells are left out. */
export function sortedNumbers(values: readonly Value[]): number[] {
  return values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
}

/**
 * The type-7 quantile: linear between order statistics.
 *
 * @param sorted ascending
 * @returns NaN for no values.
 * @see Hyndman & Fan (1996)
 * @example quantile([1, 2, 3, 4], 0.5) // 2.5
 */
export function quantile(sorted: readonly number[], probability: number): number {
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (high - low) * (position - below);
}
