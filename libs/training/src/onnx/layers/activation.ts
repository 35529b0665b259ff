import type { OnnxGraph } from '../onnx-graph.ts';
import { inputOf, type LayerConversion, UnsupportedLayer } from './layer-conversion.ts';

/** Adds an activation by its TensorFlow.js name. @returns the name of its output. */
export function addActivation(graph: OnnxGraph, name: unknown, input: string): string {
  const kind = name ?? 'linear';
  const add = typeof kind === 'string' ? activations[kind] : undefined;
  if (!add) throw new UnsupportedLayer(`has the activation ${String(kind)}`);
  return add(graph, input);
}

type AddActivation = (graph: OnnxGraph, input: string) => string;

const plain =
  (operation: string): AddActivation =>
  (graph, input) =>
    graph.add(operation, [input]);

/** x · g(x) for a gate g. */
const gated =
  (gate: AddActivation): AddActivation =>
  (graph, input) =>
    graph.add('Mul', [input, gate(graph, input)]);

const activations: Readonly<Record<string, AddActivation>> = {
  linear: (_, input) => input,
  relu: plain('Relu'),
  relu6: (graph, input) => graph.add('Clip', [input, scalar(graph, 0), scalar(graph, 6)]),
  sigmoid: plain('Sigmoid'),
  // TensorFlow.js: clip(0.2 x + 0.5, 0, 1), which are ONNX' defaults.
  hardSigmoid: plain('HardSigmoid'),
  tanh: plain('Tanh'),
  elu: plain('Elu'),
  selu: plain('Selu'),
  softplus: plain('Softplus'),
  softsign: plain('Softsign'),
  softmax: (graph, input) => graph.add('Softmax', [input], { axis: { int: -1 } }),
  logSoftmax: (graph, input) => graph.add('LogSoftmax', [input], { axis: { int: -1 } }),
  swish: gated(plain('Sigmoid')),
  mish: gated((graph, input) => graph.add('Tanh', [graph.add('Softplus', [input])])),
};

export const convertActivation: LayerConversion = (use) =>
  addActivation(use.graph, use.config.activation, inputOf(use));

export const convertSoftmax: LayerConversion = (use) => {
  const axis = Number(use.config.axis ?? -1);
  return use.graph.add('Softmax', [inputOf(use)], { axis: { int: axis } });
};

export const convertRelu: LayerConversion = (use) => {
  const relu = use.graph.add('Relu', [inputOf(use)]);
  const { maxValue } = use.config;
  return typeof maxValue === 'number'
    ? use.graph.add('Min', [relu, scalar(use.graph, maxValue)])
    : relu;
};

export const convertLeakyRelu: LayerConversion = (use) =>
  use.graph.add('LeakyRelu', [inputOf(use)], { alpha: { float: Number(use.config.alpha ?? 0.3) } });

export const convertElu: LayerConversion = (use) => use.graph.add('Elu', [inputOf(use)]);

export function scalar(graph: OnnxGraph, value: number): string {
  return graph.floats([], Float32Array.of(value));
}
