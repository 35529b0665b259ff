import {
  type BundleSamples,
  MlopsError,
  type Predictions,
  type Predictor,
  tableFromRows,
} from '@create-mlops/contracts';

/** Largest difference between a recorded output and one computed now; float32 loops and tensors differ by 1e-7. */
const TOLERANCE = 1e-6;

/**
 * Predicts the requests recorded at training and compares the answers: proof that the service computes what training
 * did. Scores may differ by 1e-6; values by 1e-6 of the largest recorded one.
 * @returns the largest difference, on that scale.
 * @throws {MlopsError} BUNDLE_BROKEN naming the first row that differs.
 */
export async function verifySamples(
  predictor: Predictor,
  samples: BundleSamples,
  { tolerance = TOLERANCE }: { readonly tolerance?: number } = {},
): Promise<number> {
  const names = [...new Set(samples.rows.flatMap((row) => Object.keys(row)))];
  const answers = outputsOf(await predictor.predict(tableFromRows(samples.rows, names)));
  const scale = samples.outputs.flat().reduce((max, value) => Math.max(max, Math.abs(value)), 1);
  let largest = 0;
  for (const [row, expected] of samples.outputs.entries()) {
    for (const [index, value] of expected.entries()) {
      const received = answers[row * expected.length + index] ?? Number.NaN;
      const difference = Math.abs(received - value) / scale;
      if (!(difference <= tolerance)) {
        throw new MlopsError(
          'BUNDLE_BROKEN',
          `The service computes something else than training did: sample row ${row + 1} gives ${received} where training recorded ${value}. data/features.ts or data/contract.ts changed since.`,
          'Train again with `npm run pipeline`, or restore the files of that training.',
        );
      }
      largest = Math.max(largest, difference);
    }
  }
  return largest;
}

/** Scores or values, row-major. */
function outputsOf(predictions: Predictions): Float32Array {
  return predictions.kind === 'classification' ? predictions.scores : predictions.values;
}
