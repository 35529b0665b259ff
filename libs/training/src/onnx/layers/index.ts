import {
  convertActivation,
  convertElu,
  convertLeakyRelu,
  convertRelu,
  convertSoftmax,
} from './activation.ts';
import { convertConvolution, convertDepthwise, convertSeparable } from './convolution.ts';
import { convertDense } from './dense.ts';
import { convertEmbedding } from './embedding.ts';
import type { LayerConversion } from './layer-conversion.ts';
import {
  convertAdd,
  convertAverage,
  convertConcatenate,
  convertMaximum,
  convertMinimum,
  convertMultiply,
} from './merge.ts';
import { convertBatchNormalization, convertLayerNormalization } from './normalization.ts';
import {
  convertAveragePooling,
  convertGlobalAverage,
  convertGlobalMax,
  convertMaxPooling,
} from './pooling.ts';
import {
  convertFlatten,
  convertPassive,
  convertPermute,
  convertRepeatVector,
  convertReshape,
  convertZeroPadding,
} from './shape.ts';

/** Every layer that can be written as ONNX, by its class name in TensorFlow.js. */
export const layerConversions: Readonly<Record<string, LayerConversion>> = {
  Activation: convertActivation,
  ActivityRegularization: convertPassive,
  Add: convertAdd,
  AlphaDropout: convertPassive,
  Average: convertAverage,
  AveragePooling1D: convertAveragePooling,
  AveragePooling2D: convertAveragePooling,
  BatchNormalization: convertBatchNormalization,
  Concatenate: convertConcatenate,
  Conv1D: convertConvolution,
  Conv2D: convertConvolution,
  Dense: convertDense,
  DepthwiseConv2D: convertDepthwise,
  Dropout: convertPassive,
  ELU: convertElu,
  Embedding: convertEmbedding,
  Flatten: convertFlatten,
  GaussianDropout: convertPassive,
  GaussianNoise: convertPassive,
  GlobalAveragePooling1D: convertGlobalAverage,
  GlobalAveragePooling2D: convertGlobalAverage,
  GlobalMaxPooling1D: convertGlobalMax,
  GlobalMaxPooling2D: convertGlobalMax,
  LayerNormalization: convertLayerNormalization,
  LeakyReLU: convertLeakyRelu,
  MaxPooling1D: convertMaxPooling,
  MaxPooling2D: convertMaxPooling,
  Maximum: convertMaximum,
  Minimum: convertMinimum,
  Multiply: convertMultiply,
  Permute: convertPermute,
  ReLU: convertRelu,
  RepeatVector: convertRepeatVector,
  Reshape: convertReshape,
  SeparableConv2D: convertSeparable,
  Softmax: convertSoftmax,
  SpatialDropout1D: convertPassive,
  ZeroPadding2D: convertZeroPadding,
};
