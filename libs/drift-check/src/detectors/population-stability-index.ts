import { chiSquareUpperQuantile } from '@create-mlops/statistics';
import { smoothedPsi } from '../comparison.ts';
import type { Detector } from '../detector.ts';

/** Below 0.1 the credit-scoring convention speaks of no change, above 0.25 of a major one. */
const conventional = 0.1;

/**
 * Population stability index over ten bins of reference quantiles, or over the categories. Without drift it follows
 * χ²·(1/n + 1/m), so the threshold rises for small windows, where the conventional 0.1 would alarm on noise.
 */
export const populationStabilityIndexDetector: Detector = {
  name: 'psi',
  title: 'Population stability index',
  kinds: ['numeric', 'categorical'],
  measure: ({ bins }) => {
    const n = bins.reference.reduce((sum, count) => sum + count, 0);
    const m = bins.current.reduce((sum, count) => sum + count, 0);
    if (n === 0 || m === 0 || bins.labels.length < 2) return null;
    const noise = (1 / n + 1 / m) * chiSquareUpperQuantile(0.05, bins.labels.length - 1);
    return {
      statistic: smoothedPsi(bins),
      pValue: null,
      effect: null,
      threshold: Math.max(conventional, noise),
    };
  },
};
