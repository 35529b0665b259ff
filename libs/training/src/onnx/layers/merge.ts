import { scalar } from './activation.ts';
import { type LayerConversion, UnsupportedLayer } from './layer-conversion.ts';

/** Combines several inputs of one shape element by element. */
const elementwise =
  (operation: string): LayerConversion =>
  ({ graph, inputs }) =>
    inputs.reduce((left, right) => graph.add(operation, [left, right]));

export const convertAdd = elementwise('Add');
export const convertMultiply = elementwise('Mul');
export const convertMaximum = elementwise('Max');
export const convertMinimum = elementwise('Min');

export const convertAverage: LayerConversion = (use) =>
  use.graph.add('Div', [convertAdd(use), scalar(use.graph, use.inputs.length)]);

export const convertConcatenate: LayerConversion = ({ graph, inputs, config }) => {
  const axis = Number(config.axis ?? -1);
  if (axis === 0) throw new UnsupportedLayer('joins rows (axis 0)');
  return graph.add('Concat', inputs, { axis: { int: axis } });
};
