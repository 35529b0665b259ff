import type { Metric } from '../metric.ts';
import type { Scored } from '../scored.ts';

/** Root mean squared error, in the target's unit. */
export const rmse: Metric = {
  name: 'rmse',
  title: 'RMSE',
  direction: 'lower',
  problems: ['regression'],
  compute: (scored) => {
    const squares = perRow(scored);
    if (squares.length === 0) return null;
    return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
  },
  interval: { kind: 'rowMean', perRow, finish: Math.sqrt },
};

function perRow(scored: Scored): Float64Array {
  if (scored.kind !== 'regression') return new Float64Array(0);
  return scored.yPred.map((value, row) => (value - (scored.yTrue[row] ?? Number.NaN)) ** 2);
}
