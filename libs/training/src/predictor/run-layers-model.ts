import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** Rows per operation, so that a large table does not grow the WASM heap, which never shrinks. */
const ROWS_PER_OPERATION = 4096;

/**
 * A model's outputs by tensor operations.
 * @param inputs row-major `[rows, …input shape]`.
 * @returns row-major `[rows, …output shape]`.
 */
export function runLayersModel(
  model: LayersModel,
  inputs: Float32Array,
  rows: number,
): Float32Array {
  const shape = (model.inputs[0]?.shape ?? []).slice(1).map((length) => length ?? 1);
  const inputWidth = sizeOf(model.inputs[0]?.shape);
  const outputs = sizeOf(model.outputs[0]?.shape);
  const out = new Float32Array(rows * outputs);
  for (let from = 0; from < rows; from += ROWS_PER_OPERATION) {
    const count = Math.min(rows - from, ROWS_PER_OPERATION);
    const part = inputs.subarray(from * inputWidth, (from + count) * inputWidth);
    // Set inside, never returned from tidy: it would walk every number of an array in search of tensors.
    tidy(() => {
      // `predict` would split the rows into batches of 32.
      const answer = model.predictOnBatch(tensor(part, [count, ...shape])) as Tensor;
      out.set(answer.dataSync(), from * outputs);
    });
  }
  return out;
}

/** Numbers per row of a batch shape such as `[null, 28, 28, 1]`. */
export function sizeOf(batchShape: readonly (number | null)[] | undefined): number {
  return (batchShape ?? []).slice(1).reduce<number>((size, length) => size * (length ?? 1), 1);
}
