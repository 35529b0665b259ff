import { registerCpuConv2dBackpropFilter } from './cpu-conv2d-backprop-filter.ts';
import { registerCpuUnsortedSegmentSum } from './cpu-unsorted-segment-sum.ts';

let isRegistered = false;

/** Replaces the two kernels of `@tensorflow/tfjs-backend-cpu` 4.22 that make training take hours. Once per process. */
export function registerCpuTrainingKernels(): void {
  if (isRegistered) return;
  isRegistered = true;
  registerCpuConv2dBackpropFilter();
  registerCpuUnsortedSegmentSum();
}
