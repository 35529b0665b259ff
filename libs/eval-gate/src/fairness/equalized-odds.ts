import type { Group } from '../group-rows.ts';
import type { ScoredClassification } from '../scored.ts';
import { watchedClasses } from './demographic-parity.ts';
import { type Gap, largestDifferenceOfRates } from './group-figures.ts';
import { type NamedGap, nameRates } from './rates-text.ts';

/** A rate on fewer rows of the class says nothing about the group. */
const FEWEST_ROWS = 10;

/**
 * Equalised odds: the largest difference between groups in true positive rate or false positive rate, whichever is
 * larger. In a multiclass problem each class against the rest, the worst one counting.
 *
 * @returns `null` where no two groups have enough rows of a class.
 * @see Hardt, Price & Srebro, 2016
 */
export function equalizedOdds(
  scored: ScoredClassification,
  groups: readonly Group[],
  confidence: number,
): NamedGap | null {
  const gaps = watchedClasses(scored).flatMap((position) =>
    [true, false].flatMap((isPositive): NamedGap[] => {
      const rates = groups
        .map(({ name, rows }) => {
          const asked = rows.filter((row) => (scored.yTrue[row] === position) === isPositive);
          const hits = asked.filter((row) => scored.yPred[row] === position).length;
          return { group: name, hits, n: asked.length };
        })
        .filter(({ n }) => n >= FEWEST_ROWS);
      const gap: Gap | null = largestDifferenceOfRates(rates, confidence);
      if (gap === null) return [];
      const name = scored.classes[position] ?? '';
      const what = isPositive
        ? `where '${name}' is true, it is answered to`
        : `where '${name}' is not true, it is answered to`;
      return [nameRates(what, gap, rates)];
    }),
  );
  return gaps.sort((a, b) => b.value - a.value)[0] ?? null;
}
