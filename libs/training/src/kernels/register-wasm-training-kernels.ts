import { registerWasmBatchMatMul } from './wasm-batch-mat-mul.ts';
import { registerWasmConv2dBackpropFilter } from './wasm-conv2d-backprop-filter.ts';
import { registerWasmConv2dBackpropInput } from './wasm-conv2d-backprop-input.ts';
import { registerWasmDepthwiseBackprop } from './wasm-depthwise-backprop.ts';
import { registerWasmMaxPoolGrad } from './wasm-max-pool-grad.ts';
import { registerWasmUnsortedSegmentSum } from './wasm-unsorted-segment-sum.ts';

let isRegistered = false;

/**
 * Gives `@tensorflow/tfjs-backend-wasm` 4.22 what training needs: gradients that it lacks (convolutions, embeddings),
 * one that is wrong (max pooling), and two that are slow. Once per process; later calls do nothing.
 * XNNPACK caches weights by tensor, so weights must be assigned, never changed in place on the heap.
 */
export function registerWasmTrainingKernels(): void {
  if (isRegistered) return;
  isRegistered = true;
  registerWasmBatchMatMul();
  registerWasmConv2dBackpropInput();
  registerWasmConv2dBackpropFilter();
  registerWasmMaxPoolGrad();
  registerWasmUnsortedSegmentSum();
  registerWasmDepthwiseBackprop();
}
