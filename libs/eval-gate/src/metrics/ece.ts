import type { Metric } from '../metric.ts';
import { calibrationBins } from './calibration-bins.ts';

/**
 * Expected calibration error over ten bins of about equally many rows: how far scores are from shares, 0..1, weighted
 * by rows.
 *
 * @see Nixon et al., 2019, Measuring Calibration in Deep Learning
 */
export const ece: Metric = {
  name: 'ece',
  title: 'Calibration error',
  direction: 'lower',
  problems: ['binary', 'multiclass'],
  compute: (scored) => {
    if (scored.kind !== 'classification' || scored.rows === 0) return null;
    return calibrationBins(scored).reduce(
      (sum, { score, share, rows }) => sum + (Math.abs(score - share) * rows) / scored.rows,
      0,
    );
  },
  interval: { kind: 'bootstrap' },
};
