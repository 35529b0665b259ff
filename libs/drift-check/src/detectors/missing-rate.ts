import { chiSquareContingency } from '@create-mlops/statistics';
import type { Detector } from '../detector.ts';

/** Has the share of missing values changed? The effect is the difference in shares. */
export const missingRateDetector: Detector = {
  name: 'missingRate',
  title: 'Missing rate',
  kinds: ['numeric', 'categorical'],
  measure: ({ reference, current, currentMissing }, settings) => {
    const present = current instanceof Float64Array ? current.length : current.count;
    const [n, m] = [reference.count + reference.missing, present + currentMissing];
    if (n === 0 || m === 0) return null;
    const { statistic, pValue } = chiSquareContingency(
      [reference.missing, reference.count],
      [currentMissing, present],
    );
    const effect = Math.abs(currentMissing / m - reference.missing / n);
    return { statistic, pValue, effect, threshold: settings.floors.missing };
  },
};
