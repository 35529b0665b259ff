import type { Metric } from '../metric.ts';
import { averageOverClasses, positiveCounts } from './count-by-class.ts';

/**
 * Share of positive answers that are right, 0..1; macro average in a multiclass problem. 0 where the model never
 * answers a class that occurs.
 */
export const precision: Metric = {
  name: 'precision',
  title: 'Precision',
  direction: 'higher',
  problems: ['binary', 'multiclass'],
  needs: 'a row of the positive class, true or answered',
  compute: (scored) =>
    scored.kind === 'classification'
      ? averageOverClasses(scored, ({ truePositive, falsePositive, falseNegative }) => {
          if (truePositive + falsePositive > 0) {
            return truePositive / (truePositive + falsePositive);
          }
          return falseNegative > 0 ? 0 : null;
        })
      : null,
  interval: {
    kind: 'proportion',
    count: (scored) => {
      const counts = scored.kind === 'classification' ? positiveCounts(scored) : null;
      if (counts === null) return null;
      return { successes: counts.truePositive, n: counts.truePositive + counts.falsePositive };
    },
  },
};
