import {
  inputOf,
  type LayerConversion,
  UnsupportedLayer,
  weightAt,
  weightsOf,
} from './layer-conversion.ts';

/** A row of the table per id. Inputs are floats here as everywhere, so ids are cut to whole numbers first. */
export const convertEmbedding: LayerConversion = (use) => {
  const { graph, config } = use;
  if (config.maskZero === true) throw new UnsupportedLayer('masks zeros (maskZero)');
  const table = weightAt(weightsOf(use), 0);
  const ids = graph.add('Cast', [inputOf(use)], { to: { int: 6 } });
  return graph.add('Gather', [graph.floats(table.shape, table.values), ids], { axis: { int: 0 } });
};
