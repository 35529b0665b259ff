/** Applies an activation in place to `values[from..to)`. */
type Activation = (values: Float32Array, from: number, to: number) => void;

const elementwise =
  (compute: (x: number) => number): Activation =>
  (values, from, to) => {
    for (let at = from; at < to; at++) values[at] = compute(values[at] ?? 0);
  };

/** Scale and alpha of self-normalising networks. @see https://arxiv.org/abs/1706.02515 */
const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

/** The activations that the plain loop computes, by their TensorFlow.js names. */
export const activations = {
  linear: () => {},
  relu: elementwise((x) => (x > 0 ? x : 0)),
  relu6: elementwise((x) => Math.min(Math.max(x, 0), 6)),
  sigmoid: elementwise((x) => 1 / (1 + Math.exp(-x))),
  tanh: elementwise(Math.tanh),
  elu: elementwise((x) => (x >= 0 ? x : Math.expm1(x))),
  selu: elementwise((x) => SELU_SCALE * (x >= 0 ? x : SELU_ALPHA * Math.expm1(x))),
  softmax: (values, from, to) => {
    let largest = Number.NEGATIVE_INFINITY;
    for (let at = from; at < to; at++) largest = Math.max(largest, values[at] ?? 0);
    let sum = 0;
    for (let at = from; at < to; at++) {
      const power = Math.exp((values[at] ?? 0) - largest);
      values[at] = power;
      sum += power;
    }
    for (let at = from; at < to; at++) values[at] = (values[at] ?? 0) / sum;
  },
} as const satisfies Record<string, Activation>;

export type ActivationName = keyof typeof activations;

export function isActivationName(name: string): name is ActivationName {
  return Object.hasOwn(activations, name);
}
