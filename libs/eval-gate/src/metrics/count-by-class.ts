import type { ScoredClassification } from '../scored.ts';

/** One class against the rest. */
export type ClassCounts = {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
};

/** Hits and misses of every class, in class order. */
export function countByClass(scored: ScoredClassification): ClassCounts[] {
  const counts = scored.classes.map(() => ({
    truePositive: 0,
    falsePositive: 0,
    falseNegative: 0,
  }));
  for (let row = 0; row < scored.rows; row++) {
    const truth = counts[scored.yTrue[row] ?? -1];
    const answer = counts[scored.yPred[row] ?? -1];
    if (truth !== undefined && truth === answer) truth.truePositive++;
    else {
      if (truth !== undefined) truth.falseNegative++;
      if (answer !== undefined) answer.falsePositive++;
    }
  }
  return counts;
}

/**
 * A figure per class as one number: of the positive (last) class in a binary problem, else the plain mean over the
 * classes that occur among truths or answers, as scikit-learn's macro average does.
 */
export function averageOverClasses(
  scored: ScoredClassification,
  figure: (counts: ClassCounts) => number | null,
): number | null {
  const counts = countByClass(scored);
  if (counts.length === 2) {
    const positive = counts[1];
    return positive === undefined ? null : figure(positive);
  }
  const seen = counts.filter((one) => one.truePositive + one.falsePositive + one.falseNegative > 0);
  if (seen.length === 0) return null;
  return seen.reduce((sum, one) => sum + (figure(one) ?? 0), 0) / seen.length;
}

/** Counts of the positive class of a binary problem; `null` in any other. */
export function positiveCounts(scored: ScoredClassification): ClassCounts | null {
  return scored.classes.length === 2 ? (countByClass(scored)[1] ?? null) : null;
}
