import type { Metric } from '../metric.ts';
import { averageOverClasses } from './count-by-class.ts';

/** Harmonic mean of precision and recall, 0..1; macro average in a multiclass problem. */
export const f1: Metric = {
  name: 'f1',
  title: 'F1',
  direction: 'higher',
  problems: ['binary', 'multiclass'],
  needs: 'a row of the positive class, true or answered',
  compute: (scored) =>
    scored.kind === 'classification'
      ? averageOverClasses(scored, ({ truePositive, falsePositive, falseNegative }) => {
          const all = 2 * truePositive + falsePositive + falseNegative;
          return all === 0 ? null : (2 * truePositive) / all;
        })
      : null,
  interval: { kind: 'bootstrap' },
};
