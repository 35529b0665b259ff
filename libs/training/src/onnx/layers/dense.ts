import { addActivation } from './activation.ts';
import { inputOf, type LayerConversion, weightAt, weightsOf } from './layer-conversion.ts';

/** x · W + b over the last axis, whatever stands before it. */
export const convertDense: LayerConversion = (use) => {
  const { graph, config } = use;
  const weights = weightsOf(use);
  const kernel = weightAt(weights, 0);
  const product = graph.add('MatMul', [inputOf(use), graph.floats(kernel.shape, kernel.values)]);
  const [, bias] = weights;
  const sum = bias ? graph.add('Add', [product, graph.floats(bias.shape, bias.values)]) : product;
  return addActivation(graph, config.activation, sum);
};
