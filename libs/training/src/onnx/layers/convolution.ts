import { addActivation } from './activation.ts';
import { channelsFirst, channelsLast } from './channel-order.ts';
import {
  inputOf,
  type LayerConversion,
  type LayerUse,
  lengthsOf,
  perAxis,
  requireChannelsLast,
  UnsupportedLayer,
  type Weight,
  weightAt,
  weightsOf,
} from './layer-conversion.ts';
import { padsOf } from './pads.ts';

/** A convolution over one or two axes. */
export const convertConvolution: LayerConversion = (use) => {
  const [kernel, bias] = weightsOf(use);
  const axes = axesOf(use);
  const output = addConvolution(use, channelsFirst(use.graph, inputOf(use), axes), {
    filter: kernelFirst(weightAt(kernel ? [kernel] : [], 0), axes),
    bias,
    groups: 1,
  });
  return addActivation(use.graph, use.config.activation, channelsLast(use.graph, output, axes));
};

/** A convolution of each channel by filters of its own: as many groups as channels. */
export const convertDepthwise: LayerConversion = (use) => {
  const weights = weightsOf(use);
  const axes = axesOf(use);
  const [, , channels = 1] = weightAt(weights, 0).shape;
  const output = addConvolution(use, channelsFirst(use.graph, inputOf(use), axes), {
    filter: depthwiseFirst(weightAt(weights, 0)),
    bias: weights[1],
    groups: channels,
  });
  return addActivation(use.graph, use.config.activation, channelsLast(use.graph, output, axes));
};

/** A depthwise convolution, then one of 1×1 that mixes the channels. */
export const convertSeparable: LayerConversion = (use) => {
  const weights = weightsOf(use);
  const axes = axesOf(use);
  const [, , channels = 1] = weightAt(weights, 0).shape;
  const depthwise = addConvolution(use, channelsFirst(use.graph, inputOf(use), axes), {
    filter: depthwiseFirst(weightAt(weights, 0)),
    bias: undefined,
    groups: channels,
  });
  const pointwise = kernelFirst(weightAt(weights, 1), axes);
  const bias = weights[2];
  const output = use.graph.add('Conv', [
    depthwise,
    use.graph.floats(pointwise.shape, pointwise.values),
    ...(bias ? [use.graph.floats(bias.shape, bias.values)] : []),
  ]);
  return addActivation(use.graph, use.config.activation, channelsLast(use.graph, output, axes));
};

type Filter = {
  readonly filter: Weight;
  readonly bias: Weight | undefined;
  readonly groups: number;
};

function addConvolution(use: LayerUse, input: string, { filter, bias, groups }: Filter): string {
  const { graph, config } = use;
  requireChannelsLast(use);
  const axes = axesOf(use);
  const kernel = filter.shape.slice(2);
  const strides = perAxis(config.strides, axes);
  const dilations = perAxis(config.dilationRate, axes);
  const pads = padsOf(config.padding, {
    lengths: lengthsOf(use).slice(0, axes),
    kernel,
    strides,
    dilations,
  });
  return graph.add(
    'Conv',
    [
      input,
      graph.floats(filter.shape, filter.values),
      ...(bias ? [graph.floats(bias.shape, bias.values)] : []),
    ],
    {
      kernel_shape: { ints: kernel },
      strides: { ints: strides },
      dilations: { ints: dilations },
      pads: { ints: pads },
      group: { int: groups },
    },
  );
}

function axesOf(use: LayerUse): number {
  const axes = lengthsOf(use).length - 1;
  if (axes !== 1 && axes !== 2) throw new UnsupportedLayer(`convolves over ${axes} axes`);
  return axes;
}

/** `[…kernel, in, out]` of TensorFlow.js as `[out, in, …kernel]` of ONNX. */
function kernelFirst({ shape, values }: Weight, axes: number): Weight {
  const kernel = shape.slice(0, axes);
  const [inputs = 1, outputs = 1] = shape.slice(axes);
  const positions = kernel.reduce((product, length) => product * length, 1);
  const turned = new Float32Array(values.length);
  for (let position = 0; position < positions; position++) {
    for (let input = 0; input < inputs; input++) {
      for (let output = 0; output < outputs; output++) {
        turned[(output * inputs + input) * positions + position] =
          values[(position * inputs + input) * outputs + output] ?? 0;
      }
    }
  }
  return { shape: [outputs, inputs, ...kernel], values: turned };
}

/** `[height, width, channels, multiplier]` as `[channels · multiplier, 1, height, width]`. */
function depthwiseFirst({ shape, values }: Weight): Weight {
  const [height = 1, width = 1, channels = 1, multiplier = 1] = shape;
  const flat = { shape: [height, width, 1, channels * multiplier], values };
  return kernelFirst(flat, 2);
}
