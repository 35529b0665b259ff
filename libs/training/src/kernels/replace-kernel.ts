import {
  getKernel,
  getKernelsForBackend,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

/** What a kernel is called with: its tensors, its attributes, and the backend that holds the memory. */
export type KernelCall<Inputs extends string, Attributes, Backend> = {
  readonly inputs: Readonly<Record<Inputs, TensorInfo>>;
  readonly attrs: Attributes;
  readonly backend: Backend;
};

/**
 * Registers a kernel in place of the one the backend has, or as the first of its name.
 * @param make is given the kernel replaced (`null` when there was none), for the cases it does better.
 */
export function replaceKernel<Inputs extends string, Attributes, Backend>(
  backendName: string,
  kernelName: string,
  make: (
    replaced: ((call: KernelCall<Inputs, Attributes, Backend>) => TensorInfo) | null,
  ) => (call: KernelCall<Inputs, Attributes, Backend>) => TensorInfo,
): void {
  const previous = findKernel(backendName, kernelName);
  // Registering over a kernel would print a warning.
  if (previous) unregisterKernel(kernelName, backendName);
  const replaced = previous
    ? (previous.kernelFunc as unknown as (
        call: KernelCall<Inputs, Attributes, Backend>,
      ) => TensorInfo)
    : null;
  registerKernel({
    // Keeps the set-up function, which binds the C++ entry point of the kernel replaced.
    ...previous,
    kernelName,
    backendName,
    kernelFunc: make(replaced) as unknown as KernelFunc,
  });
}

function findKernel(backendName: string, kernelName: string) {
  const names = getKernelsForBackend(backendName).map((kernel) => kernel.kernelName);
  return names.includes(kernelName) ? getKernel(kernelName, backendName) : null;
}
