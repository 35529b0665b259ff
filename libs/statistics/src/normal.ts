import { lowerIncompleteGamma, upperIncompleteGamma } from './incomplete-gamma.ts';

/**
 * P(Z > z) for a standard normal Z, precise far into the tail. simple-statistics has a table of four digits that never
 * goes below 0.001, too coarse for corrected p-values.
 *
 * @example normalSf(8) // 6.22e-16
 */
export function normalSf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  const half = (z * z) / 2;
  return z >= 0 ? upperIncompleteGamma(0.5, half) / 2 : 0.5 + lowerIncompleteGamma(0.5, half) / 2;
}

/** P(Z ≤ z) for a standard normal Z. */
export function normalCdf(z: number): number {
  return normalSf(-z);
}

/**
 * The z with P(Z ≤ z) = `probability`.
 *
 * @param probability in [0, 1]; NaN outside.
 * @see Acklam's rational approximation, then two Halley steps on the exact distribution.
 * @example normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) return Number.NaN;
  if (probability === 0) return Number.NEGATIVE_INFINITY;
  if (probability === 1) return Number.POSITIVE_INFINITY;
  if (probability === 0.5) return 0;
  let z = acklam(probability);
  for (let step = 0; step < 2; step++) {
    const error = z < 0 ? normalSf(-z) - probability : 1 - probability - normalSf(z);
    const u = error * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2);
    z -= u / (1 + (z * u) / 2);
  }
  return z;
}

const a = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
];
const b = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572,
  1,
];
const c = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
  4.374664141464968, 2.938163982698783,
];
const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];

const polynomial = (values: readonly number[], x: number) =>
  values.reduce((sum, value) => sum * x + value, 0);

function acklam(probability: number): number {
  const tail = 0.02425;
  if (probability < tail || probability > 1 - tail) {
    const q = Math.sqrt(-2 * Math.log(Math.min(probability, 1 - probability)));
    const z = polynomial(c, q) / polynomial(d, q);
    return probability < tail ? z : -z;
  }
  const q = probability - 0.5;
  return (polynomial(a, q * q) * q) / polynomial(b, q * q);
}
