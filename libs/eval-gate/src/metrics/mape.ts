import type { Metric } from '../metric.ts';
import type { Scored } from '../scored.ts';

/** Mean absolute error as a share of the true value (0.1 = 10 %); does not exist where a true value is 0. */
export const mape: Metric = {
  name: 'mape',
  title: 'MAPE',
  direction: 'lower',
  problems: ['regression'],
  needs: 'true values other than 0',
  compute: (scored) => {
    const errors = perRow(scored);
    if (errors.length === 0) return null;
    return errors.reduce((sum, error) => sum + error, 0) / errors.length;
  },
  interval: { kind: 'rowMean', perRow },
};

function perRow(scored: Scored): Float64Array {
  if (scored.kind !== 'regression') return new Float64Array(0);
  return scored.yPred.map((value, row) => {
    const truth = scored.yTrue[row] ?? 0;
    return truth === 0 ? Number.NaN : Math.abs((value - truth) / truth);
  });
}
