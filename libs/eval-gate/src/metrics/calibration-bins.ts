import type { ScoredClassification } from '../scored.ts';

export type CalibrationBin = {
  /** Mean score of the rows in the bin. */
  readonly score: number;
  /** Share of them that is what the score says. */
  readonly share: number;
  readonly rows: number;
};

/**
 * Bins of about equally many rows, ordered by score: of the positive class in a binary problem, of the answer in a
 * multiclass one. Rows of equal score stay together, so that there may be fewer than ten.
 */
export function calibrationBins(
  scored: ScoredClassification,
  { bins = 10 }: { readonly bins?: number } = {},
): CalibrationBin[] {
  const width = scored.classes.length;
  const position = (row: number) => (width === 2 ? 1 : (scored.yPred[row] ?? 0));
  const score = Float64Array.from(
    { length: scored.rows },
    (_, row) => scored.yScore[row * width + position(row)] ?? Number.NaN,
  );
  const order = Uint32Array.from({ length: scored.rows }, (_, row) => row).sort(
    (a, b) => (score[a] ?? 0) - (score[b] ?? 0),
  );
  const made: CalibrationBin[] = [];
  let start = 0;
  for (let bin = 1; bin <= bins; bin++) {
    let end = Math.round((scored.rows * bin) / bins);
    if (end <= start) continue;
    while (end < order.length && score[order[end] ?? 0] === score[order[end - 1] ?? 0]) end++;
    let [scores, hits] = [0, 0];
    for (let index = start; index < end; index++) {
      const row = order[index] ?? 0;
      scores += score[row] ?? 0;
      if (scored.yTrue[row] === position(row)) hits++;
    }
    made.push({ score: scores / (end - start), share: hits / (end - start), rows: end - start });
    start = end;
  }
  return made;
}
