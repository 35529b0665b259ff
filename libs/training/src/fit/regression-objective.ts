import type { Metrics, Objective } from './objective.ts';

/**
 * Mean squared error of the standardised target; `mae` and `rmse` are in the target's own unit.
 * @param targets standardised target per row of the training and the validation split.
 * @param decode back to the target's own unit.
 */
export function regressionObjective(
  targets: { readonly train: Float32Array; readonly validation: Float32Array },
  decode: (output: Float32Array) => Float32Array,
): Objective {
  const truth = decode(targets.validation);
  const measure = (outputs: Float32Array): Metrics => ({
    loss: meanSquare(targets.validation, outputs),
    ...measureValues(truth, decode(outputs)),
  });
  return {
    outputs: 1,
    loss: 'meanSquaredError',
    writeTarget(row, out, at) {
      out[at] = targets.train[row] ?? 0;
    },
    complaint: () => null,
    measure,
    // The training mean is zero once standardised.
    baseline: measure(new Float32Array(targets.validation.length)),
    judged: { metric: 'mae', higherIsBetter: false, baselineIs: 'always answering the mean' },
  };
}

function meanSquare(yTrue: Float32Array, yPred: Float32Array): number {
  let sum = 0;
  for (const [row, value] of yTrue.entries()) sum += (value - (yPred[row] ?? Number.NaN)) ** 2;
  return sum / yTrue.length;
}

/** R² is 0 where the truth does not vary. */
function measureValues(yTrue: Float32Array, yPred: Float32Array): Metrics {
  let absolute = 0;
  let total = 0;
  for (const [row, value] of yTrue.entries()) {
    absolute += Math.abs(value - (yPred[row] ?? Number.NaN));
    total += value;
  }
  const squared = meanSquare(yTrue, yPred);
  const variance = meanSquare(yTrue, new Float32Array(yTrue.length).fill(total / yTrue.length));
  return {
    mae: absolute / yTrue.length,
    rmse: Math.sqrt(squared),
    r2: variance === 0 ? 0 : 1 - squared / variance,
  };
}
