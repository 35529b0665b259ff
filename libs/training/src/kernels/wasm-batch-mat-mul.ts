import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  BatchMatMul,
  type BatchMatMulAttrs,
  getKernel,
  type TensorInfo,
  Transpose,
} from '@tensorflow/tfjs-core';
import { replaceKernel } from './replace-kernel.ts';

const matrices = (shape: readonly number[]): number =>
  shape.slice(0, -2).reduce((product, length) => product * length, 1);

/**
 * A product with a transposed side, which every gradient of a dense layer is, runs in a naive C++ loop; transposed
 * first, it takes the XNNPACK path (64 × 1568 × 64: 5.8 ms → 0.5 ms).
 */
export function registerWasmBatchMatMul(): void {
  const { kernelFunc: transposeKernel } = getKernel(Transpose, 'wasm');
  replaceKernel<'a' | 'b', BatchMatMulAttrs, BackendWasm>('wasm', BatchMatMul, (original) => {
    if (!original) throw new Error('the wasm backend has no BatchMatMul');
    return (call) => {
      const { inputs, backend, attrs } = call;
      const { transposeA, transposeB } = attrs;
      const isPlain = !transposeA && !transposeB;
      if (isPlain || matrices(inputs.a.shape) !== 1 || matrices(inputs.b.shape) !== 1) {
        return original(call);
      }
      const flip = (x: TensorInfo): TensorInfo => {
        const rank = x.shape.length;
        const perm = [...Array(rank - 2).keys(), rank - 1, rank - 2];
        const flipped = transposeKernel({ inputs: { x }, backend, attrs: { perm } });
        return Array.isArray(flipped) ? x : flipped;
      };
      const a = transposeA ? flip(inputs.a) : inputs.a;
      const b = transposeB ? flip(inputs.b) : inputs.b;
      const product = original({
        inputs: { a, b },
        backend,
        attrs: { transposeA: false, transposeB: false },
      });
      if (transposeA) backend.disposeData(a.dataId);
      if (transposeB) backend.disposeData(b.dataId);
      return product;
    };
  });
}
