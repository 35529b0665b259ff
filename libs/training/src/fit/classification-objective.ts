import { classWeights } from './class-weights.ts';
import type { Metrics, Objective } from './objective.ts';

/** Probabilities below this count as it, so that one sure mistake does not make the loss infinite. */
const SMALLEST_PROBABILITY = 1e-7;

/**
 * Cross-entropy over softmax scores.
 * @param labels class index per row of the training and the validation split.
 */
export function classificationObjective(
  labels: { readonly train: Int32Array; readonly validation: Int32Array },
  classes: readonly string[],
  weighting: 'none' | 'balanced',
): Objective {
  const count = classes.length;
  const weights = classWeights(labels.train, count, weighting);
  const shares = classes.map(
    (_, index) => labels.train.filter((label) => label === index).length / labels.train.length,
  );
  const majority = shares.indexOf(Math.max(...shares));
  const measure = (outputs: Float32Array) => measureScores(labels.validation, outputs, weights);
  // The majority class is answered, with the shares of the training split as scores.
  const constant = new Float32Array(labels.validation.length * count);
  for (let row = 0; row < labels.validation.length; row++) constant.set(shares, row * count);
  return {
    outputs: count,
    loss: 'categoricalCrossentropy',
    writeTarget(row, out, at) {
      const label = labels.train[row] ?? 0;
      // A weighted one-hot row is a weighted cross-entropy: trainOnBatch has no class weights of its own.
      out[at + label] = weights[label] ?? 1;
    },
    complaint: (outputs) => scoresComplaint(outputs, count),
    measure,
    baseline: measure(constant),
    judged: {
      metric: weighting === 'balanced' ? 'balancedAccuracy' : 'accuracy',
      higherIsBetter: true,
      baselineIs: `always answering ${classes[majority] ?? ''}`,
    },
  };
}

function measureScores(
  labels: Int32Array,
  scores: Float32Array,
  weights: readonly number[],
): Metrics {
  const count = weights.length;
  const rowsOf = new Array<number>(count).fill(0);
  const hitsOf = new Array<number>(count).fill(0);
  let loss = 0;
  for (const [row, label] of labels.entries()) {
    const from = row * count;
    let best = 0;
    for (let index = 1; index < count; index++) {
      if ((scores[from + index] ?? 0) > (scores[from + best] ?? 0)) best = index;
    }
    const score = scores[from + label] ?? Number.NaN;
    loss -=
      (weights[label] ?? 1) * Math.log(score < SMALLEST_PROBABILITY ? SMALLEST_PROBABILITY : score);
    rowsOf[label] = (rowsOf[label] ?? 0) + 1;
    if (best === label) hitsOf[label] = (hitsOf[label] ?? 0) + 1;
  }
  const hits = hitsOf.reduce((sum, value) => sum + value, 0);
  const recalls = rowsOf.flatMap((rows, index) => (rows > 0 ? [(hitsOf[index] ?? 0) / rows] : []));
  return {
    loss: loss / labels.length,
    accuracy: hits / labels.length,
    balancedAccuracy: recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length,
  };
}

/** How far a row of float32 scores may sum from 1. */
const SUM_TOLERANCE = 1e-3;

function scoresComplaint(scores: Float32Array, count: number): string | null {
  for (let from = 0; from < scores.length; from += count) {
    const sum = scores.subarray(from, from + count).reduce((total, score) => total + score, 0);
    if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      return `the scores of a row sum to ${sum.toPrecision(3)} instead of 1; give the last layer activation: 'softmax'`;
    }
  }
  return null;
}
