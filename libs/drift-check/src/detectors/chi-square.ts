import { chiSquareContingency, cramersV } from '@create-mlops/statistics';
import type { BinnedCounts } from '../comparison.ts';
import type { Detector } from '../detector.ts';

/** Cochran's rule of thumb: the approximation holds when every expected count is at least this. */
const smallestExpected = 5;

/**
 * Chi-square test of the two samples' counts, with both sides random. Categories too rare for the approximation are put
 * together first. The effect is Cramér's V, corrected for bias.
 */
export const chiSquareDetector: Detector = {
  name: 'chiSquare',
  title: 'Chi-square',
  kinds: ['categorical'],
  measure: ({ bins }, settings) => {
    const merged = mergeRare(bins);
    const { statistic, pValue } = chiSquareContingency(merged.reference, merged.current);
    if (sum(bins.reference) === 0 || sum(bins.current) === 0) return null;
    return {
      statistic,
      pValue,
      effect: cramersV(merged.reference, merged.current),
      threshold: settings.floors.categorical,
    };
  },
};

/** Puts the rarest categories together until each group is expected often enough on both sides. */
export function mergeRare(bins: BinnedCounts): {
  readonly reference: number[];
  readonly current: number[];
} {
  const [n, m] = [sum(bins.reference), sum(bins.current)];
  const smaller = Math.min(n, m) / (n + m);
  const order = bins.labels
    .map((_, index) => index)
    .sort((a, b) => total(bins, a) - total(bins, b));
  const reference: number[] = [];
  const current: number[] = [];
  let [restReference, restCurrent] = [0, 0];
  for (const index of order) {
    const rest = restReference + restCurrent;
    const isOftenEnough = total(bins, index) * smaller >= smallestExpected;
    // A rest that is too small itself takes the next category along.
    if (isOftenEnough && (rest === 0 || rest * smaller >= smallestExpected)) {
      reference.push(bins.reference[index] ?? 0);
      current.push(bins.current[index] ?? 0);
    } else {
      restReference += bins.reference[index] ?? 0;
      restCurrent += bins.current[index] ?? 0;
    }
  }
  if (restReference + restCurrent > 0) {
    reference.push(restReference);
    current.push(restCurrent);
  }
  return { reference, current };
}

const total = (bins: BinnedCounts, index: number) =>
  (bins.reference[index] ?? 0) + (bins.current[index] ?? 0);
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
