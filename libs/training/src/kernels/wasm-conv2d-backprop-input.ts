import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend_util,
  Conv2DBackpropInput,
  type Conv2DBackpropInputAttrs,
  conv2d,
  reverse,
  type Tensor4D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { replaceKernel } from './replace-kernel.ts';

/**
 * The gradient of a convolution by its input is naive in C++; with stride 1 it is itself a convolution, of `dy` with
 * the filter turned by 180° (28×28×16→32, 64 images: 202 ms → 32 ms). Other strides keep the original.
 */
export function registerWasmConv2dBackpropInput(): void {
  replaceKernel<'dy' | 'filter', Conv2DBackpropInputAttrs, BackendWasm>(
    'wasm',
    Conv2DBackpropInput,
    (original) => {
      if (!original) throw new Error('the wasm backend has no Conv2DBackpropInput');
      return (call) => {
        const { strides, pad, dataFormat, dimRoundingMode, inputShape } = call.attrs;
        const filter = call.inputs.filter as Tensor4D;
        const info = backend_util.computeConv2DInfo(
          inputShape,
          filter.shape,
          strides,
          1,
          pad,
          dimRoundingMode,
          false,
          backend_util.convertConv2DDataFormat(dataFormat),
        );
        const top = info.filterHeight - 1 - info.padInfo.top;
        const left = info.filterWidth - 1 - info.padInfo.left;
        const bottom = info.inHeight - info.outHeight + info.padInfo.top;
        const right = info.inWidth - info.outWidth + info.padInfo.left;
        if (
          info.strideHeight !== 1 ||
          info.strideWidth !== 1 ||
          info.dataFormat !== 'channelsLast' ||
          Math.min(top, left, bottom, right) < 0
        ) {
          return original(call);
        }
        return tidy(() => {
          const turned = transpose(reverse(filter, [0, 1]), [0, 1, 3, 2]);
          return conv2d(call.inputs.dy as Tensor4D, turned, 1, [
            [0, 0],
            [top, bottom],
            [left, right],
            [0, 0],
          ]);
        });
      };
    },
  );
}
