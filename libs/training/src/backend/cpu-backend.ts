import '@tensorflow/tfjs-backend-cpu';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import { registerCpuTrainingKernels } from '../kernels/register-cpu-training-kernels.ts';

/** Makes plain JavaScript the backend: runs everywhere, 3 to 180 times slower than WASM. */
export async function openCpuBackend(): Promise<boolean> {
  registerCpuTrainingKernels();
  const isOpen = await setBackend('cpu');
  if (isOpen) await ready();
  return isOpen;
}
