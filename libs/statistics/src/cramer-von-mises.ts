import { logGamma } from './log-gamma.ts';
import type { TestResult } from './two-sample.ts';

/**
 * Two-sample Cramér–von Mises test with its limiting distribution.
 *
 * @returns pValue 1 when a sample is empty.
 * @see Anderson, 1962; Csörgő & Faraway, 1996, for the limiting distribution.
 */
export function cramerVonMises(
  reference: readonly number[],
  current: readonly number[],
): TestResult {
  const [n, m] = [reference.length, current.length];
  if (n === 0 || m === 0) return { statistic: 0, pValue: 1 };
  const ranks = midRanks([...reference, ...current]);
  const own = (from: number, count: number) =>
    ranks
      .slice(from, from + count)
      .sort((a, b) => a - b)
      .reduce((sum, rank, index) => sum + (rank - (index + 1)) ** 2, 0);
  const u = n * own(0, n) + m * own(n, m);
  const total = n + m;
  const product = n * m;
  const statistic = u / (product * total) - (4 * product - 1) / (6 * total);
  const expected = (1 + 1 / total) / 6;
  const spread =
    ((total + 1) * (4 * product * total - 3 * (n * n + m * m) - 2 * product)) /
    (45 * total * total * 4 * product);
  // One value on each side: the limiting distribution has no spread to compare with.
  if (!(spread > 0)) return { statistic, pValue: 1 };
  const scaled = 1 / 6 + (statistic - expected) / Math.sqrt(45 * spread);
  const pValue = scaled < 0.003 ? 1 : Math.min(1, Math.max(0, 1 - limitingCdf(scaled)));
  return { statistic, pValue };
}

function midRanks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && values[order[end] ?? 0] === values[order[start] ?? 0]) end++;
    for (let index = start; index < end; index++) ranks[order[index] ?? 0] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

function limitingCdf(x: number): number {
  let sum = 0;
  for (let k = 0; k < 40; k++) {
    const y = 4 * k + 1;
    const q = (y * y) / (16 * x);
    const term =
      (Math.exp(logGamma(k + 0.5) - logGamma(k + 1)) / (Math.PI ** 1.5 * Math.sqrt(x))) *
      Math.sqrt(y) *
      scaledBesselK(q);
    sum += term;
    if (Math.abs(term) < 1e-16) break;
  }
  return sum;
}

/** exp(−q)·K_¼(q) by the trapezoidal rule on ∫ exp(−q·cosh t)·cosh(t/4) dt, which converges exponentially. */
function scaledBesselK(q: number): number {
  const step = 1 / 64;
  let sum = 0.5 * Math.exp(-2 * q);
  for (let t = step; ; t += step) {
    const value = Math.exp(-q - q * Math.cosh(t)) * Math.cosh(t / 4);
    sum += value;
    if (value < 1e-300 || value < sum * 1e-18) break;
  }
  return sum * step;
}
