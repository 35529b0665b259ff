import type { layers, SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { OnnxGraph } from '../onnx-graph.ts';

export type Layer = layers.Layer;

/** One use of a layer: what stands before it, and the graph that its operations go into. */
export type LayerUse = {
  readonly layer: Layer;
  /** As written by `getConfig`. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly graph: OnnxGraph;
  /** Names of the values it is given. */
  readonly inputs: readonly string[];
  /** Their shapes, with `null` for the rows. */
  readonly inputShapes: readonly SymbolicTensor['shape'][];
  readonly outputShape: SymbolicTensor['shape'];
};

/** Adds the operations of a layer. @returns the name of its output. */
export type LayerConversion = (use: LayerUse) => string;

/** Why a layer cannot be written, as the end of the sentence `The layer NAME (KIND) …`. */
export class UnsupportedLayer extends Error {}

/** The first input. */
export function inputOf({ inputs }: LayerUse): string {
  const [input] = inputs;
  if (input === undefined) throw new UnsupportedLayer('has no input');
  return input;
}

/** Lengths of the first input without the rows. @throws {UnsupportedLayer} when one is not known. */
export function lengthsOf({ inputShapes }: LayerUse): readonly number[] {
  return (inputShapes[0] ?? []).slice(1).map((length) => {
    if (length === null) throw new UnsupportedLayer('takes inputs whose length is not fixed');
    return length;
  });
}

/** The layer's weights in the order TensorFlow.js keeps them. */
export function weightsOf({ layer }: LayerUse): readonly Weight[] {
  return layer.getWeights().map((weight) => ({
    shape: weight.shape,
    values: Float32Array.from(weight.dataSync()),
  }));
}

export type Weight = { readonly shape: readonly number[]; readonly values: Float32Array };

/** @throws {UnsupportedLayer} when the layer has not been built. */
export function weightAt(weights: readonly Weight[], index: number): Weight {
  const weight = weights[index];
  if (!weight) throw new UnsupportedLayer('has no weights yet');
  return weight;
}

/** A whole number of the layer's configuration, repeated for every axis where one stands for all. */
export function perAxis(value: unknown, axes: number): readonly number[] {
  const list = Array.isArray(value) ? value : [value];
  return Array.from({ length: axes }, (_, axis) => Number(list[axis] ?? list[0] ?? 1));
}

/** @throws {UnsupportedLayer} when the data is not laid out with channels last. */
export function requireChannelsLast({ config }: LayerUse): void {
  if (config.dataFormat === 'channelsFirst') {
    throw new UnsupportedLayer("has dataFormat 'channelsFirst'");
  }
}
