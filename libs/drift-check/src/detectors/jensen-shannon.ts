import { jensenShannonDivergence, shares } from '@create-mlops/statistics';
import type { Detector } from '../detector.ts';

/** The threshold that other systems use as it stands; what noise alone gives is added below. */
const conventional = 0.1;

/**
 * Jensen–Shannon distance (square root of the divergence in nats) over the same bins as the PSI. Without drift the
 * divergence is about (k − 1)·(1/n + 1/m) / 8; the threshold lies above that.
 */
export const jensenShannonDetector: Detector = {
  name: 'jensenShannon',
  title: 'Jensen–Shannon distance',
  kinds: ['numeric', 'categorical'],
  measure: ({ bins }) => {
    const n = bins.reference.reduce((sum, count) => sum + count, 0);
    const m = bins.current.reduce((sum, count) => sum + count, 0);
    if (n === 0 || m === 0 || bins.labels.length < 2) return null;
    const noise = Math.sqrt(((bins.labels.length - 1) * (1 / n + 1 / m)) / 8);
    return {
      statistic: Math.sqrt(jensenShannonDivergence(shares(bins.reference), shares(bins.current))),
      pValue: null,
      effect: null,
      threshold: Math.max(conventional, 2 * noise),
    };
  },
};
