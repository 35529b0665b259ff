import type { Metric } from '../metric.ts';
import type { Scored } from '../scored.ts';
import { prepareCalibration } from './calibration-bins.ts';
import { everyRow } from './row-weights.ts';

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
  compute: (scored) => (scored.rows === 0 ? null : prepare(scored)(everyRow(scored.rows))),
  interval: { kind: 'bootstrap', prepare },
};

function prepare(scored: Scored): (rows: Uint32Array) => number {
  if (scored.kind !== 'classification') return () => Number.NaN;
  const binsOf = prepareCalibration(scored);
  return (drawn) =>
    binsOf(drawn).reduce(
      (sum, { score, share, rows }) => sum + (Math.abs(score - share) * rows) / drawn.length,
      0,
    );
}
