import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend_util,
  MaxPoolGrad,
  type MaxPoolGradAttrs,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { replaceKernel } from './replace-kernel.ts';

/**
 * The gradient of max pooling. The C++ of 4.22 starts its running maximum at the smallest *positive* float, so every
 * window whose maximum is ≤ 0 silently loses its gradient; this one starts at −∞.
 */
export function registerWasmMaxPoolGrad(): void {
  replaceKernel<'dy' | 'input', MaxPoolGradAttrs, BackendWasm>(
    'wasm',
    MaxPoolGrad,
    () =>
      ({ inputs: { dy, input }, attrs, backend }) => {
        const info = backend_util.computePool2DInfo(
          (input as Tensor4D).shape,
          attrs.filterSize,
          attrs.strides,
          1,
          attrs.pad,
          attrs.dimRoundingMode,
        );
        // Allocated before the views are taken: it may grow the heap, which detaches them.
        const dx = backend.makeOutput(input.shape, 'float32');
        const x = backend.typedArrayFromHeap(input);
        const upstream = backend.typedArrayFromHeap(dy);
        const gradient = backend.typedArrayFromHeap(dx).fill(0);
        const { inHeight, inWidth, inChannels } = info;
        let out = 0;
        for (let image = 0; image < info.batchSize; image++) {
          for (let outY = 0; outY < info.outHeight; outY++) {
            const yStart = outY * info.strideHeight - info.padInfo.top;
            const yFrom = Math.max(0, yStart);
            const yTo = Math.min(inHeight, yStart + info.effectiveFilterHeight);
            for (let outX = 0; outX < info.outWidth; outX++) {
              const xStart = outX * info.strideWidth - info.padInfo.left;
              const xFrom = Math.max(0, xStart);
              const xTo = Math.min(inWidth, xStart + info.effectiveFilterWidth);
              for (let channel = 0; channel < inChannels; channel++, out++) {
                let best = Number.NEGATIVE_INFINITY;
                let bestAt = -1;
                for (let y = yFrom; y < yTo; y++) {
                  let at = ((image * inHeight + y) * inWidth + xFrom) * inChannels + channel;
                  for (let column = xFrom; column < xTo; column++, at += inChannels) {
                    const value = x[at] ?? 0;
                    if (value > best) {
                      best = value;
                      bestAt = at;
                    }
                  }
                }
                if (bestAt >= 0) gradient[bestAt] = (gradient[bestAt] ?? 0) + (upstream[out] ?? 0);
              }
            }
          }
        }
        return dx;
      },
  );
}
