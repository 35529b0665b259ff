// Registers the gradients of all operations.
import '@tensorflow/tfjs-layers';
import {
  conv2d,
  depthwiseConv2d,
  gather,
  grads,
  matMul,
  maxPool,
  mul,
  sum,
  type Tensor,
  type Tensor4D,
  tensor,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../backend/open-backend.ts';

const four = (x: Tensor | undefined) => x as Tensor4D;

/** Functions that are linear in each input, or piecewise: a central difference is then exact but for rounding. */
const cases: readonly {
  readonly name: string;
  readonly shapes: readonly (readonly number[])[];
  readonly compute: (...inputs: Tensor[]) => Tensor;
}[] = [
  {
    name: 'Conv2DBackpropFilter and Conv2DBackpropInput',
    shapes: [
      [2, 5, 4, 2],
      [3, 2, 2, 3],
    ],
    compute: (x, w) => conv2d(four(x), four(w), 1, 'same'),
  },
  {
    name: 'Conv2DBackpropFilter with stride 2',
    shapes: [
      [1, 6, 7, 1],
      [3, 3, 1, 2],
    ],
    compute: (x, w) => conv2d(four(x), four(w), 2, 'valid'),
  },
  {
    name: 'both depthwise gradients',
    shapes: [
      [1, 5, 5, 2],
      [3, 3, 2, 2],
    ],
    compute: (x, w) => depthwiseConv2d(four(x), four(w), 2, 'same'),
  },
  {
    name: 'MaxPoolGrad of values on both sides of zero',
    shapes: [[1, 4, 6, 2]],
    compute: (x) => maxPool(four(x), [2, 3], [2, 1], 'same'),
  },
  {
    name: 'UnsortedSegmentSum',
    shapes: [[4, 3]],
    compute: (x) => gather(x as Tensor, tensor1d([3, 0, 3, 1, 3], 'int32')),
  },
  {
    name: 'a product of two transposed matrices',
    shapes: [
      [5, 3],
      [4, 5],
    ],
    compute: (a, b) => matMul(a as Tensor, b as Tensor, true, true),
  },
];

describe('the training kernels of wasm', () => {
  beforeAll(async () => {
    await openBackend('wasm');
  });

  it.each(cases)('$name agree with finite differences', ({ shapes, compute }) => {
    // A permutation of evenly spaced values: no two are closer than the step, so no maximum changes place.
    const step = 1 / 64;
    const points = shapes.map((shape) => {
      const size = shape.reduce((product, length) => product * length, 1);
      const stride = [37, 41, 43].find((prime) => size % prime !== 0) ?? 1;
      return Float32Array.from(
        { length: size },
        (_, at) => (((at * stride) % size) - size / 2) / 8 + 1 / 16,
      );
    });
    const weighted = (...inputs: Tensor[]) => {
      const y = compute(...inputs);
      const weights = Float32Array.from({ length: y.size }, (_, at) => ((at * 7) % 5) - 1.5);
      return sum(mul(y, tensor(weights, y.shape)));
    };
    const valueAt = (moved: readonly Float32Array[]) => {
      let value = Number.NaN;
      tidy(() => {
        const inputs = moved.map((values, index) => tensor(values, [...(shapes[index] ?? [])]));
        value = weighted(...inputs).dataSync()[0] ?? Number.NaN;
      });
      return value;
    };
    const gradients: Float32Array[] = [];
    tidy(() => {
      const inputs = points.map((values, index) => tensor(values, [...(shapes[index] ?? [])]));
      for (const gradient of grads(weighted)(inputs)) {
        gradients.push(Float32Array.from(gradient.dataSync()));
      }
    });
    expect(gradients).toHaveLength(points.length);
    for (const [index, gradient] of gradients.entries()) {
      const largest = gradient.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
      expect(largest).toBeGreaterThan(0);
      for (const [at, value] of gradient.entries()) {
        const moved = (by: number) =>
          points.map((values, other) => {
            const copy = Float32Array.from(values);
            if (other === index) copy[at] = (copy[at] ?? 0) + by;
            return copy;
          });
        const difference = (valueAt(moved(step)) - valueAt(moved(-step))) / (2 * step);
        expect(Math.abs(difference - value)).toBeLessThan(2e-3 * Math.max(1, largest));
      }
    }
  });
});
