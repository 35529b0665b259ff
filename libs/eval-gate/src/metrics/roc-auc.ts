import type { Metric } from '../metric.ts';
import type { Scored, ScoredClassification } from '../scored.ts';
import { everyRow, rowsByScore, rowWeights } from './row-weights.ts';

/**
 * Area under the ROC curve: how often a positive row scores above a negative one, ties counting half. One against the
 * rest and the plain mean in a multiclass problem, classes absent from the rows (or the only one there) left out.
 *
 * @see Hanley & McNeil, 1982
 */
export const rocAuc: Metric = {
  name: 'rocAuc',
  title: 'ROC AUC',
  direction: 'higher',
  problems: ['binary', 'multiclass'],
  needs: 'rows of at least two classes',
  compute: (scored) => {
    const value = prepare(scored)(everyRow(scored.rows));
    return Number.isNaN(value) ? null : value;
  },
  interval: { kind: 'bootstrap', prepare },
};

/** Sorts once; every resample is then one sweep over row weights. */
function prepare(scored: Scored): (rows: Uint32Array) => number {
  if (scored.kind !== 'classification') return () => Number.NaN;
  const positives =
    scored.classes.length === 2 ? [1] : scored.classes.map((_, position) => position);
  const areas = positives.map((position) => areaOf(scored, position));
  return (rows) => {
    const weights = rowWeights(rows, scored.rows);
    let [sum, count] = [0, 0];
    for (const area of areas) {
      const value = area(weights);
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
    return count === 0 ? Number.NaN : sum / count;
  };
}

function areaOf(scored: ScoredClassification, positive: number): (weights: Uint32Array) => number {
  const width = scored.classes.length;
  const score = Float64Array.from(
    { length: scored.rows },
    (_, row) => scored.yScore[row * width + positive] ?? Number.NaN,
  );
  const order = rowsByScore(score);
  return (weights) => {
    let [negativesBelow, negativesTied, positivesTied] = [0, 0, 0];
    let [positives, wins, last] = [0, 0, Number.NaN];
    for (const row of order) {
      const value = score[row] ?? 0;
      if (value !== last) {
        wins += positivesTied * (negativesBelow + negativesTied / 2);
        negativesBelow += negativesTied;
        [negativesTied, positivesTied, last] = [0, 0, value];
      }
      const weight = weights[row] ?? 0;
      if (scored.yTrue[row] === positive) {
        positivesTied += weight;
        positives += weight;
      } else negativesTied += weight;
    }
    wins += positivesTied * (negativesBelow + negativesTied / 2);
    const negatives = negativesBelow + negativesTied;
    return positives === 0 || negatives === 0 ? Number.NaN : wins / (positives * negatives);
  };
}
