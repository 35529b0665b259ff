import { type LayersModel, type SymbolicTensor, model as tfModel } from '@tensorflow/tfjs-layers';
import { compileDense } from './dense-network.ts';
import type { Engine } from './engine.ts';
import { runLayersModel, sizeOf } from './run-layers-model.ts';

/**
 * Up to this many multiplications the plain loop beats a tensor operation, whose overhead is about 40 µs (measured on
 * 20→64→32→3: even at 10 rows; 20→256→256→3: even at one).
 */
const LARGEST_LOOP = 40_000;

/** An engine over a model in memory. `dispose` frees the model. */
export function layersModelEngine(model: LayersModel): Engine {
  const dense = compileDense(model);
  const inner = lastButOne(model);
  return {
    inputWidth: sizeOf(model.inputs[0]?.shape),
    outputs: sizeOf(model.outputs[0]?.shape),
    run(inputs, rows) {
      if (dense && rows * dense.multiplications <= LARGEST_LOOP) return dense.run(inputs, rows);
      return runLayersModel(model, inputs, rows);
    },
    ...(inner && { penultimate: penultimateOf(model, inner) }),
    dispose: () => {
      model.dispose();
    },
  };
}

/** The layer whose outputs the last one with weights reads; a model of a single layer has none. */
function lastButOne(model: LayersModel): SymbolicTensor | undefined {
  const last = model.layers.findLastIndex((layer) => layer.weights.length > 0);
  const inner = model.layers[last]?.input;
  const isInput = last <= 0 || model.layers[last - 1]?.getClassName() === 'InputLayer';
  return isInput || inner === undefined || Array.isArray(inner) ? undefined : inner;
}

/** Shares the layers and weights of the model, so there is nothing of its own to free. */
function penultimateOf(
  model: LayersModel,
  inner: SymbolicTensor,
): NonNullable<Engine['penultimate']> {
  const truncated = tfModel({ inputs: model.inputs, outputs: inner });
  const width = sizeOf(inner.shape);
  return (inputs, rows) => ({ width, values: runLayersModel(truncated, inputs, rows) });
}
