import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend_util,
  Conv2DBackpropFilter,
  type Conv2DBackpropFilterAttrs,
  conv2d,
  slice,
  type Tensor4D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { replaceKernel } from './replace-kernel.ts';

/**
 * The gradient of a convolution by its filter, which the wasm backend lacks: a convolution of the input, batch and
 * channels swapped, with `dy` as its filter and the stride as its dilation.
 */
export function registerWasmConv2dBackpropFilter(): void {
  replaceKernel<'x' | 'dy', Conv2DBackpropFilterAttrs, BackendWasm>(
    'wasm',
    Conv2DBackpropFilter,
    () =>
      ({ inputs, attrs }) => {
        const { strides, pad, dataFormat, dimRoundingMode, filterShape } = attrs;
        if (dataFormat && dataFormat !== 'NHWC') {
          throw new Error('Conv2DBackpropFilter on wasm needs channels last (NHWC)');
        }
        const x = inputs.x as Tensor4D;
        const dy = inputs.dy as Tensor4D;
        const { padInfo, ...info } = backend_util.computeConv2DInfo(
          x.shape,
          filterShape,
          strides,
          1,
          pad,
          dimRoundingMode,
          false,
          'channelsLast',
        );
        const span = (out: number, stride: number, filter: number) => (out - 1) * stride + filter;
        // Below zero: rows at the end that `valid` padding never reached.
        const bottom =
          span(info.outHeight, info.strideHeight, info.filterHeight) - info.inHeight - padInfo.top;
        const right =
          span(info.outWidth, info.strideWidth, info.filterWidth) - info.inWidth - padInfo.left;
        return tidy(() => {
          let swapped: Tensor4D = transpose(x, [3, 1, 2, 0]);
          if (bottom < 0 || right < 0) {
            const height = info.inHeight + Math.min(bottom, 0);
            const width = info.inWidth + Math.min(right, 0);
            swapped = slice(
              swapped,
              [0, 0, 0, 0],
              [info.inChannels, height, width, info.batchSize],
            );
          }
          const gradient = conv2d(
            swapped,
            transpose(dy, [1, 2, 0, 3]) as Tensor4D,
            1,
            [
              [0, 0],
              [padInfo.top, Math.max(bottom, 0)],
              [padInfo.left, Math.max(right, 0)],
              [0, 0],
            ],
            'NHWC',
            [info.strideHeight, info.strideWidth],
          );
          return transpose(gradient, [1, 2, 0, 3]);
        });
      },
  );
}
