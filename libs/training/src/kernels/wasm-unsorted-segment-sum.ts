import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { UnsortedSegmentSum, type UnsortedSegmentSumAttrs, util } from '@tensorflow/tfjs-core';
import { replaceKernel } from './replace-kernel.ts';
import { addSegments } from './segment-sum.ts';

/** The gradient of a gather, and so of an embedding, which the wasm backend lacks. */
export function registerWasmUnsortedSegmentSum(): void {
  replaceKernel<'x' | 'segmentIds', UnsortedSegmentSumAttrs, BackendWasm>(
    'wasm',
    UnsortedSegmentSum,
    () =>
      ({ inputs: { x, segmentIds }, attrs: { numSegments }, backend }) => {
        const shape = [numSegments, ...x.shape.slice(segmentIds.shape.length)];
        // Allocated before the views are taken: it may grow the heap, which detaches them.
        const sums = backend.makeOutput(shape, x.dtype);
        const out = backend.typedArrayFromHeap(sums).fill(0);
        addSegments(backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(segmentIds), out, {
          width: util.sizeFromShape(shape.slice(1)),
          segments: numSegments,
        });
        return sums;
      },
  );
}
