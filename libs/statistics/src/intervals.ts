import { betaQuantile } from './incomplete-beta.ts';
import { normalQuantile } from './normal.ts';

/** A confidence interval, ends included. */
export type Interval = { readonly lower: number; readonly upper: number };

/**
 * Wilson's score interval for a proportion.
 *
 * @param options.confidence of the interval, default 0.95.
 * @param options.sides 2 by default; with 1 each end is a bound of that confidence on its own.
 * @returns [0, 1] for n = 0.
 * @example wilson(28, 30) // { lower: 0.787, upper: 0.982 }
 */
export function wilson(
  successes: number,
  n: number,
  options: { readonly confidence?: number; readonly sides?: 1 | 2 } = {},
): Interval {
  if (n === 0) return { lower: 0, upper: 1 };
  const { confidence = 0.95, sides = 2 } = options;
  const z = normalQuantile(1 - (1 - confidence) / sides);
  const share = successes / n;
  const centre = share + (z * z) / (2 * n);
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return {
    lower: Math.max(0, (centre - spread) / scale),
    upper: Math.min(1, (centre + spread) / scale),
  };
}

/** Clopper and Pearson's exact interval for a proportion; never too narrow. */
export function clopperPearson(
  successes: number,
  n: number,
  options: { readonly confidence?: number; readonly sides?: 1 | 2 } = {},
): Interval {
  if (n === 0) return { lower: 0, upper: 1 };
  const { confidence = 0.95, sides = 2 } = options;
  const tail = (1 - confidence) / sides;
  return {
    lower: successes === 0 ? 0 : betaQuantile(tail, successes, n - successes + 1),
    upper: successes === n ? 1 : betaQuantile(1 - tail, successes + 1, n - successes),
  };
}

/**
 * Newcombe's interval (his method 10) for the difference of two proportions measured on the same rows:
 * share right by the candidate minus share right by production.
 *
 * @param pairs counts of rows: both right, only the candidate, only production, neither.
 * @see Newcombe, 1998, Statistics in Medicine 17, 2635–2650
 */
export function newcombePaired(
  pairs: {
    readonly both: number;
    readonly onlyCandidate: number;
    readonly onlyProduction: number;
    readonly neither: number;
  },
  options: { readonly confidence?: number; readonly sides?: 1 | 2 } = {},
): Interval & { readonly difference: number } {
  const { both, onlyCandidate, onlyProduction, neither } = pairs;
  const n = both + onlyCandidate + onlyProduction + neither;
  if (n === 0) return { difference: 0, lower: -1, upper: 1 };
  const [x, y] = [both + onlyCandidate, both + onlyProduction];
  const [p, q] = [x / n, y / n];
  const [a, b] = [wilson(x, n, options), wilson(y, n, options)];
  const difference = p - q;
  const correlation = phi(pairs, n);
  const end = (dp: number, dq: number) =>
    Math.sqrt(Math.max(0, dp * dp - 2 * correlation * dp * dq + dq * dq));
  return {
    difference,
    lower: difference - end(p - a.lower, b.upper - q),
    upper: difference + end(a.upper - p, q - b.lower),
  };
}

function phi(
  pairs: {
    readonly both: number;
    readonly onlyCandidate: number;
    readonly onlyProduction: number;
    readonly neither: number;
  },
  n: number,
): number {
  const { both, onlyCandidate, onlyProduction, neither } = pairs;
  const product =
    (both + onlyCandidate) *
    (onlyProduction + neither) *
    (both + onlyProduction) *
    (onlyCandidate + neither);
  if (product === 0) return 0;
  const cross = both * neither - onlyCandidate * onlyProduction;
  // Newcombe's continuity correction of a positive association.
  const corrected = cross > n / 2 ? cross - n / 2 : cross > 0 ? 0 : cross;
  return corrected / Math.sqrt(product);
}
