import type { Metric } from '../metric.ts';

/** Share of the target's variance that the model explains, at most 1; 0 is always answering the mean of these rows. */
export const r2: Metric = {
  name: 'r2',
  title: 'R²',
  direction: 'higher',
  problems: ['regression'],
  needs: 'at least two different true values',
  compute: (scored) => {
    if (scored.kind !== 'regression') return null;
    const { rows, yTrue, yPred } = scored;
    let mean = 0;
    for (let row = 0; row < rows; row++) mean += (yTrue[row] ?? 0) / rows;
    let [residual, total] = [0, 0];
    for (let row = 0; row < rows; row++) {
      const truth = yTrue[row] ?? 0;
      residual += (truth - (yPred[row] ?? 0)) ** 2;
      total += (truth - mean) ** 2;
    }
    // The computed mean of equal values may be off by one rounding.
    return total <= rows * (mean * Number.EPSILON * 4) ** 2 ? null : 1 - residual / total;
  },
  interval: { kind: 'bootstrap' },
};
