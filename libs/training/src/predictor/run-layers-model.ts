import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** Rows per operation, and numbers that its largest layer may give, so that the WASM heap, which never shrinks, stays small. */
const ROWS_PER_OPERATION = 4096;
const NUMBERS_PER_OPERATION = 4 * 1024 * 1024;

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
  const most = rowsPerOperation(model);
  for (let from = 0; from < rows; from += most) {
    const count = Math.min(rows - from, most);
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

function rowsPerOperation(model: LayersModel): number {
  const largest = model.layers.reduce((max, { outputShape }) => {
    const [first] = outputShape;
    return Array.isArray(first) ? max : Math.max(max, sizeOf(outputShape as (number | null)[]));
  }, 1);
  return Math.max(1, Math.min(ROWS_PER_OPERATION, Math.floor(NUMBERS_PER_OPERATION / largest)));
}

/** Numbers per row of a batch shape such as `[null, 28, 28, 1]`. */
export function sizeOf(batchShape: readonly (number | null)[] | undefined): number {
  return (batchShape ?? []).slice(1).reduce<number>((size, length) => size * (length ?? 1), 1);
}
