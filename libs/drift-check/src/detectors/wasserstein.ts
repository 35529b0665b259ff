import type { NumericProfile } from '@create-mlops/contracts';
import type { Detector } from '../detector.ts';

/** First Wasserstein distance in reference standard deviations: how far the average value has travelled. */
export const wassersteinDetector: Detector = {
  name: 'wasserstein',
  title: 'Wasserstein / σ',
  kinds: ['numeric'],
  measure: (comparison, settings) => {
    if (comparison.kind !== 'numeric') return null;
    const { reference, current } = comparison;
    if (reference.count === 0 || current.length === 0) return null;
    const effect = wassersteinEffect(reference, current);
    return { statistic: effect, pValue: null, effect, threshold: settings.floors.numeric };
  },
};

/**
 * ∫ |Q_reference(u) − Q_current(u)| du over the sketch's steps, divided by the reference's standard deviation. A reference
 * without spread is measured against its own size, so that any move of a constant shows.
 */
export function wassersteinEffect(reference: NumericProfile, current: Float64Array): number {
  const steps = reference.quantiles.length - 1;
  let area = 0;
  for (let step = 0; step < steps; step++) {
    // The middle of a step stands for it: ends of a sample are its noisiest points.
    const low = reference.quantiles[step] ?? 0;
    const high = reference.quantiles[step + 1] ?? 0;
    area += Math.abs((low + high) / 2 - quantileOf(current, (step + 0.5) / steps)) / steps;
  }
  const scale = reference.std > 0 ? reference.std : Math.max(Math.abs(reference.mean), 1e-12);
  return area / scale;
}

function quantileOf(sorted: Float64Array, probability: number): number {
  const position = (sorted.length - 1) * probability;
  const low = sorted[Math.floor(position)] ?? 0;
  const high = sorted[Math.ceil(position)] ?? 0;
  return low + (high - low) * (position - Math.floor(position));
}
