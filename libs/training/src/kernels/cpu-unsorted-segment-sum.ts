import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import {
  type backend_util,
  type TensorInfo,
  UnsortedSegmentSum,
  type UnsortedSegmentSumAttrs,
  util,
} from '@tensorflow/tfjs-core';
import { replaceKernel } from './replace-kernel.ts';
import { addSegments } from './segment-sum.ts';

/** The gradient of an embedding: the cpu backend's own takes a minute per step at a vocabulary of 5,000. */
export function registerCpuUnsortedSegmentSum(): void {
  replaceKernel<'x' | 'segmentIds', UnsortedSegmentSumAttrs, MathBackendCPU>(
    'cpu',
    UnsortedSegmentSum,
    () =>
      ({ inputs: { x, segmentIds }, attrs: { numSegments }, backend }) => {
        const shape = [numSegments, ...x.shape.slice(segmentIds.shape.length)];
        const out = new Float32Array(util.sizeFromShape(shape));
        addSegments(numbersOf(backend, x), numbersOf(backend, segmentIds), out, {
          width: util.sizeFromShape(shape.slice(1)),
          segments: numSegments,
        });
        return backend.makeTensorInfo(shape, x.dtype, out);
      },
  );
}

/** The values of a numeric tensor on the cpu backend, not copied. */
export function numbersOf(backend: MathBackendCPU, tensor: TensorInfo): backend_util.TypedArray {
  return backend.data.get(tensor.dataId).values as backend_util.TypedArray;
}
