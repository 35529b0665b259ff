import {
  inputOf,
  type LayerConversion,
  lengthsOf,
  UnsupportedLayer,
  type Weight,
  weightsOf,
} from './layer-conversion.ts';

/**
 * With the means and variances that training kept, batch normalisation is x · scale + shift per channel:
 * scale = gamma / √(variance + epsilon), shift = beta − mean · scale.
 */
export const convertBatchNormalization: LayerConversion = (use) => {
  const { config, graph } = use;
  requireLastAxis(config.axis, lengthsOf(use).length);
  const weights = [...weightsOf(use)];
  const gamma = config.scale === false ? undefined : weights.shift();
  const beta = config.center === false ? undefined : weights.shift();
  const [mean, variance] = weights;
  if (!mean || !variance) throw new UnsupportedLayer('has no weights yet');
  const epsilon = Number(config.epsilon ?? 1e-3);
  const scale = variance.values.map(
    (value, at) => (gamma?.values[at] ?? 1) / Math.sqrt(value + epsilon),
  );
  const shift = mean.values.map((value, at) => (beta?.values[at] ?? 0) - value * (scale[at] ?? 0));
  const scaled = graph.add('Mul', [inputOf(use), graph.floats(mean.shape, scale)]);
  return graph.add('Add', [scaled, graph.floats(mean.shape, shift)]);
};

/** Mean 0 and variance 1 over the last axis of every row. */
export const convertLayerNormalization: LayerConversion = (use) => {
  const { config, graph } = use;
  requireLastAxis(config.axis, lengthsOf(use).length);
  const weights = [...weightsOf(use)];
  const width = lengthsOf(use).at(-1) ?? 1;
  const filled = (value: number): Weight => ({
    shape: [width],
    values: new Float32Array(width).fill(value),
  });
  const gamma = (config.scale === false ? undefined : weights.shift()) ?? filled(1);
  const beta = (config.center === false ? undefined : weights.shift()) ?? filled(0);
  return graph.add(
    'LayerNormalization',
    [inputOf(use), graph.floats(gamma.shape, gamma.values), graph.floats(beta.shape, beta.values)],
    { axis: { int: -1 }, epsilon: { float: Number(config.epsilon ?? 1e-3) } },
  );
};

function requireLastAxis(axis: unknown, rank: number): void {
  const written = Array.isArray(axis) ? axis : [axis ?? -1];
  const [only] = written;
  if (written.length === 1 && (only === -1 || only === rank)) return;
  throw new UnsupportedLayer(`normalises along axis ${written.join(', ')} instead of the last`);
}
