// Registers the gradients of all operations.
import '@tensorflow/tfjs-layers';
import { seededRandom } from '@create-mlops/statistics';
import {
  avgPool,
  conv1d,
  conv2d,
  conv2dTranspose,
  depthwiseConv2d,
  engine,
  gather,
  grads,
  matMul,
  maxPool,
  memory,
  mul,
  sum,
  type Tensor,
  type Tensor3D,
  type Tensor4D,
  tensor,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { openBackend } from '../backend/open-backend.ts';

type Case = {
  readonly name: string;
  readonly shapes: readonly (readonly number[])[];
  readonly compute: (...inputs: Tensor[]) => Tensor;
};

const four = (x: Tensor | undefined) => x as Tensor4D;
const conv = (
  name: string,
  input: number[],
  filter: number[],
  stride: number,
  pad: 'same' | 'valid' | [[number, number], [number, number], [number, number], [number, number]],
): Case => ({
  name: `conv2d ${name}`,
  shapes: [input, filter],
  compute: (x, w) => conv2d(four(x), four(w), stride, pad),
});
const product = (name: string, a: number[], b: number[], left: boolean, right: boolean): Case => ({
  name: `matMul ${name}`,
  shapes: [a, b],
  compute: (x, y) => matMul(x as Tensor, y as Tensor, left, right),
});
const ids = () => tensor1d([3, 0, 3, 1, 3], 'int32');

const cases: readonly Case[] = [
  conv('1×1', [2, 5, 5, 3], [1, 1, 3, 4], 1, 'same'),
  conv('3×3 same', [2, 7, 6, 3], [3, 3, 3, 4], 1, 'same'),
  conv('3×3 valid', [2, 7, 6, 3], [3, 3, 3, 4], 1, 'valid'),
  conv('3×3 stride 2 same', [2, 8, 7, 2], [3, 3, 2, 3], 2, 'same'),
  conv('3×3 stride 2 valid with unused rows', [2, 8, 8, 2], [3, 3, 2, 3], 2, 'valid'),
  conv('2×2 stride 3 valid', [1, 9, 10, 2], [2, 2, 2, 2], 3, 'valid'),
  conv('5×5 explicit pads', [1, 6, 6, 2], [5, 5, 2, 2], 1, [
    [0, 0],
    [1, 2],
    [2, 1],
    [0, 0],
  ]),
  {
    name: 'conv1d',
    shapes: [
      [2, 9, 3],
      [3, 3, 4],
    ],
    compute: (x, w) => conv1d(x as Tensor3D, w as Tensor3D, 1, 'same'),
  },
  {
    name: 'conv2dTranspose',
    shapes: [
      [2, 4, 4, 3],
      [3, 3, 2, 3],
    ],
    compute: (x, w) => conv2dTranspose(four(x), four(w), [2, 8, 8, 2], 2, 'same'),
  },
  {
    name: 'depthwise same',
    shapes: [
      [2, 5, 6, 3],
      [3, 3, 3, 2],
    ],
    compute: (x, w) => depthwiseConv2d(four(x), four(w), 1, 'same'),
  },
  {
    name: 'depthwise stride 2 valid',
    shapes: [
      [2, 7, 7, 2],
      [3, 3, 2, 1],
    ],
    compute: (x, w) => depthwiseConv2d(four(x), four(w), 2, 'valid'),
  },
  {
    name: 'maxPool valid',
    shapes: [[2, 6, 6, 3]],
    compute: (x) => maxPool(four(x), 2, 2, 'valid'),
  },
  {
    name: 'maxPool overlapping same',
    shapes: [[2, 7, 5, 2]],
    compute: (x) => maxPool(four(x), 3, 2, 'same'),
  },
  {
    name: 'avgPool',
    shapes: [[2, 6, 6, 3]],
    compute: (x) => avgPool(four(x), 2, 2, 'same'),
  },
  {
    name: 'gather with repeated rows',
    shapes: [[5, 4]],
    compute: (x) => gather(x as Tensor, ids()),
  },
  product('plain', [7, 5], [5, 6], false, false),
  product('left transposed', [5, 7], [5, 6], true, false),
  product('right transposed', [7, 5], [6, 5], false, true),
  product('both transposed', [5, 7], [6, 5], true, true),
  product('batched', [3, 5, 7], [3, 5, 6], true, false),
  product('batch of one', [1, 5, 7], [1, 5, 6], true, false),
];

/** Gradients by every input, upstream values varied, all numbers negative and positive. */
async function gradientsOn(
  backend: 'wasm' | 'cpu',
  { shapes, compute }: Case,
): Promise<number[][]> {
  await openBackend(backend);
  const random = seededRandom(11);
  const inputs = shapes.map((shape) => {
    const size = shape.reduce((product, length) => product * length, 1);
    return tensor(
      Float32Array.from({ length: size }, () => 2 * random() - 1.2),
      [...shape],
    );
  });
  const before = { tensors: memory().numTensors, ids: engine().backend.numDataIds() };
  const values: number[][] = [];
  tidy(() => {
    const weighted = (...x: Tensor[]) => {
      const y = compute(...x);
      const weights = Float32Array.from({ length: y.size }, (_, index) => (index % 5) - 1.5);
      return sum(mul(y, tensor(weights, y.shape)));
    };
    for (const gradient of grads(weighted)(inputs)) values.push([...gradient.dataSync()]);
  });
  expect({ tensors: memory().numTensors, ids: engine().backend.numDataIds() }).toEqual(before);
  for (const input of inputs) input.dispose();
  return values;
}

describe('the training kernels of wasm', () => {
  it.each(cases)('$name has the gradients of cpu, and leaks nothing', async (each) => {
    const [wasm, cpu] = [await gradientsOn('wasm', each), await gradientsOn('cpu', each)];
    expect(wasm).toHaveLength(cpu.length);
    for (const [index, expected] of cpu.entries()) {
      const largest = Math.max(...expected.map(Math.abs));
      expect(largest).toBeGreaterThan(0);
      const received = wasm[index] ?? [];
      const worst = Math.max(
        ...expected.map((value, at) => Math.abs(value - (received[at] ?? NaN))),
      );
      expect(worst / largest).toBeLessThan(1e-5);
    }
  });
});
