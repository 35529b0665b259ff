import type { Metric } from '../metric.ts';
import { countByClass } from './count-by-class.ts';

/** Mean recall over the classes that occur, 0..1: always answering one class gives 1 / classes. */
export const balancedAccuracy: Metric = {
  name: 'balancedAccuracy',
  title: 'Balanced accuracy',
  direction: 'higher',
  problems: ['binary', 'multiclass'],
  compute: (scored) => {
    if (scored.kind !== 'classification') return null;
    const recalls = countByClass(scored)
      .filter(({ truePositive, falseNegative }) => truePositive + falseNegative > 0)
      .map(({ truePositive, falseNegative }) => truePositive / (truePositive + falseNegative));
    if (recalls.length === 0) return null;
    return recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
  },
  interval: { kind: 'bootstrap' },
};
