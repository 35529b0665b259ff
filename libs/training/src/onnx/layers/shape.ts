import {
  inputOf,
  type LayerConversion,
  lengthsOf,
  requireChannelsLast,
  UnsupportedLayer,
} from './layer-conversion.ts';

/** Nothing: the layer acts while training only. */
export const convertPassive: LayerConversion = inputOf;

export const convertFlatten: LayerConversion = (use) => {
  requireChannelsLast(use);
  return use.graph.add('Flatten', [inputOf(use)], { axis: { int: 1 } });
};

/** A length of 0 keeps the rows, of which there may be any number. */
export const convertReshape: LayerConversion = (use) => {
  const target = use.outputShape.slice(1).map((length) => {
    if (length === null) throw new UnsupportedLayer('answers a shape that is not fixed');
    return length;
  });
  return use.graph.add('Reshape', [inputOf(use), use.graph.integers([0, ...target])]);
};

export const convertPermute: LayerConversion = (use) => {
  const order = Array.isArray(use.config.dims) ? use.config.dims.map(Number) : [];
  return use.graph.add('Transpose', [inputOf(use)], { perm: { ints: [0, ...order] } });
};

export const convertRepeatVector: LayerConversion = (use) => {
  const row = use.graph.add('Unsqueeze', [inputOf(use), use.graph.integers([1])]);
  return use.graph.add('Tile', [row, use.graph.integers([1, Number(use.config.n), 1])]);
};

export const convertZeroPadding: LayerConversion = (use) => {
  requireChannelsLast(use);
  if (lengthsOf(use).length !== 3) throw new UnsupportedLayer('pads something other than images');
  const [rows, columns] = pairsOf(use.config.padding);
  const pads = [0, rows[0], columns[0], 0, 0, rows[1], columns[1], 0];
  return use.graph.add('Pad', [inputOf(use), use.graph.integers(pads)]);
};

type Pair = readonly [number, number];

/** 1, [1, 2] or [[1, 1], [2, 2]]: before and after, for rows and columns. */
function pairsOf(padding: unknown): readonly [Pair, Pair] {
  const [rows, columns] = Array.isArray(padding) ? padding : [padding, padding];
  const pair = (entry: unknown): Pair =>
    Array.isArray(entry)
      ? [Number(entry[0]), Number(entry[1])]
      : [Number(entry ?? 1), Number(entry ?? 1)];
  return [pair(rows), pair(columns)];
}
