import { logBinomialCoefficient } from './log-gamma.ts';

/** P(X = k) for X ~ Binomial(n, p). */
export function binomialPmf(k: number, n: number, p: number): number {
  if (p === 0) return k === 0 ? 1 : 0;
  if (p === 1) return k === n ? 1 : 0;
  return Math.exp(logBinomialCoefficient(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

/**
 * Two-sided exact test of k successes in n fair coin flips; McNemar's exact test on discordant pairs.
 *
 * @returns 1 for n = 0: no pair disagrees.
 * @example binomialTwoSided(3, 9) // 0.5078125
 */
export function binomialTwoSided(k: number, n: number): number {
  let tail = 0;
  for (let count = 0; count <= Math.min(k, n - k); count++) tail += binomialPmf(count, n, 0.5);
  return Math.min(1, 2 * tail);
}

/**
 * McNemar's mid-p test: the exact one less half of the observed table's own probability. Closer to its nominal level than
 * the exact test.
 *
 * @see Fagerland, Lydersen & Laake, 2013
 */
export function mcnemarMidP(k: number, n: number): number {
  if (n === 0) return 1;
  const smaller = Math.min(k, n - k);
  return Math.min(1, binomialTwoSided(smaller, n) - binomialPmf(smaller, n, 0.5));
}
