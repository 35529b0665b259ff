import type { Detector } from '../detector.ts';

/** The share of current values that the reference never had: new categories, or numbers outside its range. */
export const unseenValuesDetector: Detector = {
  name: 'unseen',
  title: 'Unseen values',
  kinds: ['numeric', 'categorical'],
  measure: ({ bins }, settings) => {
    const m = bins.current.reduce((sum, count) => sum + count, 0);
    if (m === 0 || bins.reference.every((count) => count === 0)) return null;
    const unseen = bins.current.reduce(
      (sum, count, index) => sum + (bins.reference[index] === 0 ? count : 0),
      0,
    );
    return { statistic: unseen / m, pValue: null, effect: null, threshold: settings.unseenShare };
  },
};
