/**
 * Unbiased squared maximum mean discrepancy with a Gaussian kernel exp(−‖a − b‖² / 2σ²). May be a little below 0 when the
 * samples agree.
 *
 * @param x points `[n][d]`, @param y points `[m][d]`; NaN with fewer than two on a side.
 * @see Gretton et al., 2012
 */
export function maximumMeanDiscrepancy(
  x: readonly (readonly number[])[],
  y: readonly (readonly number[])[],
  sigma: number,
): number {
  const [n, m] = [x.length, y.length];
  if (n < 2 || m < 2) return Number.NaN;
  const kernel = (a: readonly number[], b: readonly number[]) => {
    const squared = a.reduce((sum, value, index) => sum + (value - (b[index] ?? 0)) ** 2, 0);
    return Math.exp(-squared / (2 * sigma * sigma));
  };
  const within = (points: readonly (readonly number[])[]) => {
    let sum = 0;
    for (const [i, a] of points.entries()) {
      for (const [j, b] of points.entries()) if (i !== j) sum += kernel(a, b);
    }
    return sum / (points.length * (points.length - 1));
  };
  let across = 0;
  for (const a of x) for (const b of y) across += kernel(a, b);
  return within(x) + within(y) - (2 * across) / (n * m);
}
