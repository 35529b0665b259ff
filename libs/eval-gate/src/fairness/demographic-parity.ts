import type { Group } from '../group-rows.ts';
import type { ScoredClassification } from '../scored.ts';
import { smallestRatio } from './group-figures.ts';
import { type NamedGap, nameRates } from './rates-text.ts';

/**
 * Demographic parity: how often the positive class is answered in the group where it is rarest, as a share of the group
 * where it is most frequent. In a multiclass problem the worst class counts.
 *
 * @returns 1 where all groups get the same answers; `null` for fewer than two groups.
 */
export function demographicParity(
  scored: ScoredClassification,
  groups: readonly Group[],
  confidence: number,
): NamedGap | null {
  const gaps = watchedClasses(scored).flatMap((position) => {
    const rates = groups.map(({ name, rows }) => ({
      group: name,
      hits: rows.filter((row) => scored.yPred[row] === position).length,
      n: rows.length,
    }));
    const gap = smallestRatio(rates, confidence);
    const name = scored.classes[position] ?? '';
    return gap === null ? [] : [nameRates(`'${name}' is answered to`, gap, rates)];
  });
  return gaps.sort((a, b) => a.value - b.value)[0] ?? null;
}

/** The positive class of a binary problem, every class of another. */
export function watchedClasses({ classes }: ScoredClassification): number[] {
  return classes.length === 2 ? [1] : classes.map((_, position) => position);
}
