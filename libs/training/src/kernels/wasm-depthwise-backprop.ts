import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend_util,
  DepthwiseConv2dNativeBackpropFilter,
  type DepthwiseConv2dNativeBackpropFilterAttrs,
  DepthwiseConv2dNativeBackpropInput,
  type DepthwiseConv2dNativeBackpropInputAttrs,
  type Tensor4D,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { replaceKernel } from './replace-kernel.ts';

/** Calls `visit` for every product of a depthwise convolution, with the places of its input, output and weight. */
function walkProducts(
  info: backend_util.Conv2DInfo,
  visit: (inputAt: number, outputAt: number, weightAt: number) => void,
): void {
  const { inHeight, inWidth, inChannels, outChannels, padInfo } = info;
  const multiplier = outChannels / inChannels;
  for (let image = 0; image < info.batchSize; image++) {
    for (let outY = 0; outY < info.outHeight; outY++) {
      for (let outX = 0; outX < info.outWidth; outX++) {
        const outputAt = ((image * info.outHeight + outY) * info.outWidth + outX) * outChannels;
        for (let i = 0; i < info.filterHeight; i++) {
          const y = outY * info.strideHeight + i * info.dilationHeight - padInfo.top;
          if (y < 0 || y >= inHeight) continue;
          for (let j = 0; j < info.filterWidth; j++) {
            const x = outX * info.strideWidth + j * info.dilationWidth - padInfo.left;
            if (x < 0 || x >= inWidth) continue;
            const inputAt = ((image * inHeight + y) * inWidth + x) * inChannels;
            const weightAt = (i * info.filterWidth + j) * outChannels;
            for (let channel = 0; channel < inChannels; channel++) {
              for (let m = 0; m < multiplier; m++) {
                const output = channel * multiplier + m;
                visit(inputAt + channel, outputAt + output, weightAt + output);
              }
            }
          }
        }
      }
    }
  }
}

/** The two gradients of depthwise and separable convolutions, which the wasm backend lacks. */
export function registerWasmDepthwiseBackprop(): void {
  replaceKernel<'x' | 'dy', DepthwiseConv2dNativeBackpropFilterAttrs, BackendWasm>(
    'wasm',
    DepthwiseConv2dNativeBackpropFilter,
    () =>
      ({ inputs, attrs, backend }) => {
        const info = depthwiseInfo(inputs.x, attrs.filterShape, attrs);
        const gradient = backend.makeOutput(info.filterShape, 'float32');
        const x = backend.typedArrayFromHeap(inputs.x);
        const dy = backend.typedArrayFromHeap(inputs.dy);
        const out = backend.typedArrayFromHeap(gradient).fill(0);
        walkProducts(info, (inputAt, outputAt, weightAt) => {
          out[weightAt] = (out[weightAt] ?? 0) + (x[inputAt] ?? 0) * (dy[outputAt] ?? 0);
        });
        return gradient;
      },
  );
  replaceKernel<'dy' | 'filter', DepthwiseConv2dNativeBackpropInputAttrs, BackendWasm>(
    'wasm',
    DepthwiseConv2dNativeBackpropInput,
    () =>
      ({ inputs, attrs, backend }) => {
        const { shape } = inputs.filter as Tensor4D;
        const info = depthwiseInfo({ shape: attrs.inputShape }, shape, attrs);
        const gradient = backend.makeOutput(info.inShape, 'float32');
        const filter = backend.typedArrayFromHeap(inputs.filter);
        const dy = backend.typedArrayFromHeap(inputs.dy);
        const out = backend.typedArrayFromHeap(gradient).fill(0);
        walkProducts(info, (inputAt, outputAt, weightAt) => {
          out[inputAt] = (out[inputAt] ?? 0) + (filter[weightAt] ?? 0) * (dy[outputAt] ?? 0);
        });
        return gradient;
      },
  );
}

function depthwiseInfo(
  x: Pick<TensorInfo, 'shape'>,
  filterShape: [number, number, number, number],
  attrs: Omit<DepthwiseConv2dNativeBackpropFilterAttrs, 'filterShape'>,
): backend_util.Conv2DInfo {
  return backend_util.computeConv2DInfo(
    x.shape as Tensor4D['shape'],
    filterShape,
    attrs.strides,
    attrs.dilations || 1,
    attrs.pad,
    attrs.dimRoundingMode,
    true,
  );
}
