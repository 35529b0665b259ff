import type { Metric } from '../metric.ts';
import type { Scored } from '../scored.ts';

/** Mean absolute error, in the target's unit. */
export const mae: Metric = {
  name: 'mae',
  title: 'MAE',
  direction: 'lower',
  problems: ['regression'],
  compute: (scored) => {
    const errors = perRow(scored);
    if (errors.length === 0) return null;
    return errors.reduce((sum, error) => sum + error, 0) / errors.length;
  },
  interval: { kind: 'rowMean', perRow },
};

function perRow(scored: Scored): Float64Array {
  if (scored.kind !== 'regression') return new Float64Array(0);
  return scored.yPred.map((value, row) => Math.abs(value - (scored.yTrue[row] ?? Number.NaN)));
}
