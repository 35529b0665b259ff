import { incompleteBeta } from './incomplete-beta.ts';
import { upperIncompleteGamma } from './incomplete-gamma.ts';

/**
 * P(X > x) for a chi-square variable.
 *
 * @param degrees degrees of freedom, positive.
 * @example chiSquareSf(3.841458820694124, 1) // 0.05
 */
export function chiSquareSf(x: number, degrees: number): number {
  return x <= 0 ? 1 : upperIncompleteGamma(degrees / 2, x / 2);
}

/** The x with P(X > x) = `probability` for a chi-square variable, by bisection. */
export function chiSquareUpperQuantile(probability: number, degrees: number): number {
  let high = Math.max(1, degrees);
  while (chiSquareSf(high, degrees) > probability) high *= 2;
  let low = 0;
  for (let step = 0; step < 200 && high - low > Number.EPSILON * high; step++) {
    const middle = (low + high) / 2;
    if (chiSquareSf(middle, degrees) > probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(T > t) for Student's t. @param degrees degrees of freedom, positive, not necessarily whole. */
export function studentTSf(t: number, degrees: number): number {
  const tail = incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
  return t >= 0 ? tail : 1 - tail;
}
