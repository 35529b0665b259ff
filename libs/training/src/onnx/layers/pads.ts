import { UnsupportedLayer } from './layer-conversion.ts';

/** A window that moves over an input; one entry per axis. */
export type Window = {
  readonly lengths: readonly number[];
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
};

/**
 * ONNX pads, first those before each axis, then those after. `same` gives ⌈length / stride⌉ positions, and an odd pad
 * goes after, as in TensorFlow.
 * @example
 * padsOf('same', { lengths: [28], kernel: [4], strides: [1], dilations: [1] }); // [1, 2]
 */
export function padsOf(
  padding: unknown,
  { lengths, kernel, strides, dilations }: Window,
): number[] {
  if (padding === undefined || padding === 'valid') return new Array(2 * kernel.length).fill(0);
  const totals = kernel.map((size, axis) => {
    const [length, stride] = [lengths[axis] ?? 1, strides[axis] ?? 1];
    const span = (size - 1) * (dilations[axis] ?? 1) + 1;
    return Math.max(0, (Math.ceil(length / stride) - 1) * stride + span - length);
  });
  if (padding !== 'same') throw new UnsupportedLayer(`has padding '${String(padding)}'`);
  const before = totals.map((total) => Math.floor(total / 2));
  return [...before, ...totals.map((total, axis) => total - (before[axis] ?? 0))];
}
