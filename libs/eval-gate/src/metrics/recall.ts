import type { Metric } from '../metric.ts';
import { averageOverClasses, positiveCounts } from './count-by-class.ts';

/** Share of positive rows that are found, 0..1; macro average in a multiclass problem. */
export const recall: Metric = {
  name: 'recall',
  title: 'Recall',
  direction: 'higher',
  problems: ['binary', 'multiclass'],
  needs: 'a row of the positive class',
  compute: (scored) =>
    scored.kind === 'classification'
      ? averageOverClasses(scored, ({ truePositive, falseNegative }) =>
          truePositive + falseNegative === 0 ? null : truePositive / (truePositive + falseNegative),
        )
      : null,
  interval: {
    kind: 'proportion',
    count: (scored) => {
      const counts = scored.kind === 'classification' ? positiveCounts(scored) : null;
      if (counts === null) return null;
      return { successes: counts.truePositive, n: counts.truePositive + counts.falseNegative };
    },
  },
};
