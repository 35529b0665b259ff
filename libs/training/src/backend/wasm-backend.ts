import { sep } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import { registerWasmTrainingKernels } from '../kernels/register-wasm-training-kernels.ts';
import { withoutNewProcessListeners } from './process-listeners.ts';

let isLocated = false;

/**
 * Makes WASM (SIMD, one thread) the backend, with the kernels that training needs and it lacks.
 * @param wasmDirectory where the `.wasm` files lie when the code was bundled; otherwise they are found in the package.
 * @returns whether it works here.
 */
export async function openWasmBackend(wasmDirectory?: string): Promise<boolean> {
  // Without a trailing separator the backend joins folder and file name into one word and fails silently.
  if (wasmDirectory !== undefined && !isLocated) {
    // Once: the backend refuses a second location.
    isLocated = true;
    setWasmPaths(/[\\/]$/.test(wasmDirectory) ? wasmDirectory : wasmDirectory + sep);
  }
  registerWasmTrainingKernels();
  return withoutNewProcessListeners(async () => {
    const isOpen = await setBackend('wasm');
    if (isOpen) await ready();
    return isOpen;
  });
}
