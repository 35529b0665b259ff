import type { OnnxGraph } from '../onnx-graph.ts';

/** `[rows, …axes, channels]` as TensorFlow.js has it, to `[rows, channels, …axes]` as ONNX' convolutions want it. */
export function channelsFirst(graph: OnnxGraph, input: string, axes: number): string {
  const order = [0, axes + 1, ...Array.from({ length: axes }, (_, axis) => axis + 1)];
  return graph.add('Transpose', [input], { perm: { ints: order } });
}

/** The way back. */
export function channelsLast(graph: OnnxGraph, input: string, axes: number): string {
  const order = [0, ...Array.from({ length: axes }, (_, axis) => axis + 2), 1];
  return graph.add('Transpose', [input], { perm: { ints: order } });
}
