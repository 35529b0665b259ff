import type { ScoredClassification } from '../scored.ts';
import { everyRow, rowsByScore, rowWeights } from './row-weights.ts';

export type CalibrationBin = {
  /** Mean score of the rows in the bin. */
  readonly score: number;
  /** Share of them that is what the score says. */
  readonly share: number;
  readonly rows: number;
};

const BINS = 10;

/**
 * Ten bins of about equally many rows, ordered by score: of the positive class in a binary problem, of the answer in a
 * multiclass one. Rows of equal score stay together, so that there may be fewer.
 */
export function calibrationBins(scored: ScoredClassification): CalibrationBin[] {
  return prepareCalibration(scored)(everyRow(scored.rows));
}

/** The same for resamples: sorts once, and each call is one sweep. */
export function prepareCalibration(
  scored: ScoredClassification,
): (rows: Uint32Array) => CalibrationBin[] {
  const width = scored.classes.length;
  const positions = Int32Array.from({ length: scored.rows }, (_, row) =>
    width === 2 ? 1 : (scored.yPred[row] ?? 0),
  );
  const score = Float64Array.from(
    positions,
    (position, row) => scored.yScore[row * width + position] ?? Number.NaN,
  );
  const order = rowsByScore(score);
  return (rows) => {
    const weights = rowWeights(rows, scored.rows);
    const made: CalibrationBin[] = [];
    let [bin, seen, held, scores, hits] = [1, 0, 0, 0, 0];
    for (const [index, row] of order.entries()) {
      const weight = weights[row] ?? 0;
      seen += weight;
      held += weight;
      scores += weight * (score[row] ?? 0);
      if (scored.yTrue[row] === positions[row]) hits += weight;
      const next = order[index + 1];
      if (next !== undefined && score[next] === score[row]) continue;
      if (held === 0 || seen < Math.round((rows.length * bin) / BINS)) continue;
      made.push({ score: scores / held, share: hits / held, rows: held });
      [held, scores, hits] = [0, 0, 0];
      while (bin < BINS && Math.round((rows.length * bin) / BINS) <= seen) bin++;
    }
    return made;
  };
}
