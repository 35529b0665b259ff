import {
  cast,
  type DataType,
  reshape,
  sign,
  split,
  stridedSlice,
  Tensor,
  transpose,
} from '@tensorflow/tfjs-core';

/**
 * Tensor methods that tfjs-layers itself calls, in the orthogonal initializer of recurrent layers and in one gradient.
 * Only the union package `@tensorflow/tfjs` brings them; without them an LSTM cannot be built.
 */
const methods: Readonly<Record<string, (this: Tensor, ...rest: never[]) => unknown>> = {
  cast(dtype: DataType) {
    return cast(this, dtype);
  },
  flatten() {
    return reshape(this, [this.size]);
  },
  reshape(shape: number[]) {
    return reshape(this, shape);
  },
  sign() {
    return sign(this);
  },
  split(parts: number | number[], axis?: number) {
    return split(this, parts, axis);
  },
  stridedSlice(begin: number[], end: number[], strides: number[]) {
    return stridedSlice(this, begin, end, strides);
  },
  transpose(order?: number[]) {
    return transpose(this, order);
  },
};

/** Adds the methods that are missing. Where tfjs-node or the union package is loaded, its own stay. */
export function addChainedOperations(): void {
  for (const [name, method] of Object.entries(methods)) {
    if (name in Tensor.prototype) continue;
    Object.defineProperty(Tensor.prototype, name, {
      value: method,
      configurable: true,
      writable: true,
    });
  }
}
