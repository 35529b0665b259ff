import type { NumericProfile } from '@create-mlops/contracts';
import { kolmogorovSf, kolmogorovSmirnovSf } from '@create-mlops/statistics';
import type { Detector } from '../detector.ts';
import { sketchSteps } from '../summarize-column.ts';
import { wassersteinEffect } from './wasserstein.ts';

/**
 * Two-sample Kolmogorov–Smirnov against the reference's quantile sketch. The sketch's own resolution is taken off the
 * statistic before the p-value, so that rounding never alarms. The effect is the Wasserstein distance in reference
 * standard deviations.
 */
export const kolmogorovSmirnovDetector: Detector = {
  name: 'ks',
  title: 'Kolmogorov–Smirnov',
  kinds: ['numeric'],
  measure: (comparison, settings) => {
    if (comparison.kind !== 'numeric') return null;
    const { reference, current } = comparison;
    if (reference.count === 0 || current.length === 0) return null;
    const statistic = largestGap(reference, current);
    const effective = (reference.count * current.length) / (reference.count + current.length);
    const certain = Math.max(0, statistic - 0.5 / sketchSteps);
    return {
      statistic,
      pValue:
        effective <= 140
          ? kolmogorovSmirnovSf(certain, Math.max(1, Math.round(effective)))
          : kolmogorovSf(certain * Math.sqrt(effective)),
      effect: wassersteinEffect(reference, current),
      threshold: settings.floors.numeric,
    };
  },
};

/** sup |F_reference − F_current| over the current values and the sketch's points, from both sides of each. */
function largestGap(reference: NumericProfile, current: Float64Array): number {
  const points = reference.quantiles;
  let largest = 0;
  let above = 0;
  let upTo = 0;
  for (const value of mergeSorted(points, current)) {
    while (above < current.length && (current[above] ?? 0) < value) above++;
    while (upTo < current.length && (current[upTo] ?? 0) <= value) upTo++;
    const [left, right] = sketchCdf(points, value);
    largest = Math.max(
      largest,
      Math.abs(left - above / current.length),
      Math.abs(right - upTo / current.length),
    );
  }
  return largest;
}

function mergeSorted(a: readonly number[], b: Float64Array): Float64Array {
  return Float64Array.from([...a, ...b]).sort();
}

/** P(X < value) and P(X ≤ value) of a sketch: linear between its points, a step where points repeat. */
export function sketchCdf(points: readonly number[], value: number): readonly [number, number] {
  const steps = points.length - 1;
  const first = lowerBound(points, value);
  if (points[first] === value) {
    let last = first;
    while (points[last + 1] === value) last++;
    // A single point is no step, a repeated one is; the ends always are.
    const left = first === 0 ? 0 : first / steps;
    const right = last === steps ? 1 : last / steps;
    return [left, right];
  }
  if (first === 0) return [0, 0];
  if (first > steps) return [1, 1];
  const [low, high] = [points[first - 1] ?? 0, points[first] ?? 0];
  const share = (first - 1 + (value - low) / (high - low)) / steps;
  return [share, share];
}

function lowerBound(points: readonly number[], value: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
