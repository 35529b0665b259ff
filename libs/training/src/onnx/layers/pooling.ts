import type { Attribute } from '../onnx-messages.ts';
import { channelsFirst, channelsLast } from './channel-order.ts';
import {
  inputOf,
  type LayerConversion,
  lengthsOf,
  perAxis,
  requireChannelsLast,
} from './layer-conversion.ts';
import { padsOf } from './pads.ts';

/** Pooling over one or two axes. Padding never counts, neither for a maximum nor for a mean. */
const pooling =
  (operation: string, attributes: Readonly<Record<string, Attribute>> = {}): LayerConversion =>
  (use) => {
    const { graph, config } = use;
    requireChannelsLast(use);
    const lengths = lengthsOf(use);
    const axes = lengths.length - 1;
    const kernel = perAxis(config.poolSize, axes);
    const strides = perAxis(config.strides ?? config.poolSize, axes);
    const dilations = kernel.map(() => 1);
    const pads = padsOf(config.padding, {
      lengths: lengths.slice(0, axes),
      kernel,
      strides,
      dilations,
    });
    const pooled = graph.add(operation, [channelsFirst(graph, inputOf(use), axes)], {
      kernel_shape: { ints: kernel },
      strides: { ints: strides },
      pads: { ints: pads },
      ...attributes,
    });
    return channelsLast(graph, pooled, axes);
  };

export const convertMaxPooling = pooling('MaxPool');
export const convertAveragePooling = pooling('AveragePool', { count_include_pad: { int: 0 } });

/** One number per channel, over all positions. */
const globalPooling =
  (operation: string): LayerConversion =>
  (use) => {
    requireChannelsLast(use);
    const positions = lengthsOf(use).slice(0, -1);
    return use.graph.add(operation, [inputOf(use)], {
      axes: { ints: positions.map((_, axis) => axis + 1) },
      keepdims: { int: 0 },
    });
  };

export const convertGlobalMax = globalPooling('ReduceMax');
export const convertGlobalAverage = globalPooling('ReduceMean');
