// Registers the gradients of all operations.
import '@tensorflow/tfjs-layers';
import '@tensorflow/tfjs-backend-wasm';
import { grad, maxPool, setBackend, sum, tensor4d } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { registerWasmMaxPoolGrad } from './wasm-max-pool-grad.ts';

it('MaxPoolGrad of the stock backend loses gradients of negative windows; ours does not', async () => {
  await setBackend('wasm');
  const x = tensor4d([-1, -2, -5, -3, 4, 5, 6, 7], [1, 2, 4, 1]);
  const gradient = () =>
    Array.from(
      grad((input) => sum(maxPool(input as typeof x, [1, 2], [1, 2], 'valid')))(x).dataSync(),
    );
  // −3 and −1 are the maxima of their windows. If this fails, the backend was repaired and the replacement may go.
  expect(gradient()).toEqual([1, 0, 0, 0, 0, 1, 0, 1]);
  registerWasmMaxPoolGrad();
  expect(gradient()).toEqual([1, 0, 0, 1, 0, 1, 0, 1]);
});
