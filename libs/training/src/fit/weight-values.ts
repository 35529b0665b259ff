import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** A copy of all weights of a model, off the backend. */
export type WeightValues = readonly {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}[];

export function weightValues(model: LayersModel): WeightValues {
  return model
    .getWeights()
    .map((weight) => ({ values: Float32Array.from(weight.dataSync()), shape: weight.shape }));
}

/** Assigns them; the heap is never changed in place, because XNNPACK caches weights by tensor. */
export function restoreWeights(model: LayersModel, weights: WeightValues): void {
  const tensors: Tensor[] = weights.map(({ values, shape }) => tensor(values, [...shape]));
  model.setWeights(tensors);
  for (const held of tensors) held.dispose();
}
