import { chiSquareSf } from './distributions.ts';
import type { TestResult } from './two-sample.ts';

/**
 * Chi-square test of a 2 × k table: did both samples come from one distribution over the categories? Both counts are
 * random here; taking the reference as exact would raise false alarms to 30 % and more.
 *
 * @param reference counts per category.
 * @param current counts of the same categories, in the same order.
 * @returns degrees 0 and pValue 1 when fewer than two categories are occupied or a sample is empty.
 * @example chiSquareContingency([16, 18, 16, 14, 12, 12], [16, 16, 16, 16, 16, 8]).pValue // 0.8985…
 */
export function chiSquareContingency(
  reference: readonly number[],
  current: readonly number[],
): TestResult & { readonly degrees: number } {
  const [n, m] = [sum(reference), sum(current)];
  let statistic = 0;
  let occupied = 0;
  if (n > 0 && m > 0) {
    for (const [index, count] of reference.entries()) {
      const other = current[index] ?? 0;
      if (count + other === 0) continue;
      occupied++;
      const expected = ((count + other) * n) / (n + m);
      const expectedOther = ((count + other) * m) / (n + m);
      statistic +=
        (count - expected) ** 2 / expected + (other - expectedOther) ** 2 / expectedOther;
    }
  }
  const degrees = Math.max(0, occupied - 1);
  if (degrees === 0) return { statistic: 0, pValue: 1, degrees: 0 };
  return { statistic, pValue: chiSquareSf(statistic, degrees), degrees };
}

/**
 * Bias-corrected Cramér's V of a 2 × k table, 0 to 1.
 *
 * @see Bergsma, 2013
 */
export function cramersV(reference: readonly number[], current: readonly number[]): number {
  const { statistic, degrees } = chiSquareContingency(reference, current);
  const n = sum(reference) + sum(current);
  if (degrees === 0 || n < 2) return 0;
  const columns = degrees + 1;
  const phi = Math.max(0, statistic / n - degrees / (n - 1));
  const correctedColumns = columns - degrees ** 2 / (n - 1);
  const correctedRows = 2 - 1 / (n - 1);
  const smaller = Math.min(correctedColumns - 1, correctedRows - 1);
  return smaller <= 0 ? 0 : Math.min(1, Math.sqrt(phi / smaller));
}

/** Shares from counts; an empty sample gives zeros. */
export function shares(counts: readonly number[]): number[] {
  const total = sum(counts);
  return counts.map((count) => (total === 0 ? 0 : count / total));
}

/**
 * Population stability index of two distributions over the same bins, in nats: Σ (q − p)·ln(q / p).
 *
 * @param p reference shares, @param q current shares; a zero on one side only gives Infinity, so smooth first.
 */
export function populationStabilityIndex(p: readonly number[], q: readonly number[]): number {
  return overBins(p, q, (a, b) => (a === b ? 0 : (b - a) * Math.log(b / a)));
}

/** Kullback–Leibler divergence of the reference from the current distribution, in nats. */
export function kullbackLeibler(p: readonly number[], q: readonly number[]): number {
  return overBins(p, q, (a, b) => (a === 0 ? 0 : a * Math.log(a / b)));
}

/**
 * Jensen–Shannon divergence, symmetric and finite.
 *
 * @param options.base e (default) or 2; in base 2 it lies in [0, 1]. Its square root is the distance.
 */
export function jensenShannonDivergence(
  p: readonly number[],
  q: readonly number[],
  options: { readonly base?: 2 | 'e' } = {},
): number {
  const nats = overBins(p, q, (a, b) => {
    const middle = (a + b) / 2;
    const part = (x: number) => (x === 0 ? 0 : x * Math.log(x / middle));
    return (part(a) + part(b)) / 2;
  });
  return Math.max(0, options.base === 2 ? nats / Math.LN2 : nats);
}

/** Hellinger distance, 0 to 1. */
export function hellinger(p: readonly number[], q: readonly number[]): number {
  return Math.sqrt(overBins(p, q, (a, b) => (Math.sqrt(a) - Math.sqrt(b)) ** 2) / 2);
}

/** Total variation distance, 0 to 1: the largest difference in probability that any event has. */
export function totalVariation(p: readonly number[], q: readonly number[]): number {
  return overBins(p, q, (a, b) => Math.abs(a - b)) / 2;
}

/** L∞ distance: the largest difference in one category. */
export function lInfinity(p: readonly number[], q: readonly number[]): number {
  return p.reduce((largest, a, index) => Math.max(largest, Math.abs(a - (q[index] ?? 0))), 0);
}

function overBins(
  p: readonly number[],
  q: readonly number[],
  term: (a: number, b: number) => number,
): number {
  return p.reduce((total, a, index) => total + term(a, q[index] ?? 0), 0);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
