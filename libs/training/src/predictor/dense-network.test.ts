import { seededRandom } from '@create-mlops/statistics';
import * as tf from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../backend/open-backend.ts';
import { compileDense } from './dense-network.ts';
import { runLayersModel } from './run-layers-model.ts';

const inputsOf = (rows: number, width: number): Float32Array => {
  const random = seededRandom(3);
  return Float32Array.from({ length: rows * width }, () => 4 * random() - 2);
};

const largestDifference = (model: tf.LayersModel, width: number): number => {
  const inputs = inputsOf(17, width);
  const loop = compileDense(model)?.run(inputs, 17);
  const tensors = runLayersModel(model, inputs, 17);
  if (!loop) return Number.NaN;
  expect(loop).toHaveLength(tensors.length);
  return loop.reduce((max, value, at) => Math.max(max, Math.abs(value - (tensors[at] ?? NaN))), 0);
};

describe('compileDense', () => {
  beforeAll(async () => {
    await openBackend('wasm');
  });

  it.each(['linear', 'relu', 'relu6', 'sigmoid', 'tanh', 'elu', 'selu', 'softmax'] as const)(
    'computes %s as TensorFlow.js does, within 1e-6',
    (activation) => {
      const model = tf.sequential({
        layers: [
          tf.layers.dense({ inputShape: [20], units: 64, activation }),
          tf.layers.dropout({ rate: 0.5 }),
          tf.layers.dense({ units: 32, useBias: false }),
          tf.layers.activation({ activation: 'relu' }),
          tf.layers.dense({ units: 3, activation: 'softmax' }),
        ],
      });
      expect(largestDifference(model, 20)).toBeLessThanOrEqual(1e-6);
    },
  );

  it('compiles a functional chain, and a wide network within 1e-6', () => {
    const input = tf.input({ shape: [200] });
    const hidden = tf.layers.dense({ units: 256, activation: 'relu' }).apply(input);
    const output = tf.layers.dense({ units: 2, activation: 'softmax' }).apply(hidden);
    const model = tf.model({ inputs: input, outputs: output as tf.SymbolicTensor });
    expect(largestDifference(model, 200)).toBeLessThanOrEqual(1e-6);
    expect(compileDense(model)?.multiplications).toBe(200 * 256 + 256 * 2);
  });

  it('leaves every other model to the backend', () => {
    const input = tf.input({ shape: [3] });
    const branches = [1, 2].map(() => tf.layers.dense({ units: 2 }).apply(input));
    const sum = tf.layers.add().apply(branches as tf.SymbolicTensor[]);
    const first = tf.layers.dense({ inputShape: [3], units: 3 });
    const others = [
      tf.model({ inputs: input, outputs: sum as tf.SymbolicTensor }),
      tf.sequential({ layers: [first, tf.layers.batchNormalization()] }),
      tf.sequential({
        layers: [tf.layers.dense({ inputShape: [3], units: 3, activation: 'mish' })],
      }),
      tf.sequential({ layers: [tf.layers.dense({ inputShape: [4, 3], units: 3 })] }),
    ];
    for (const model of others) expect(compileDense(model)).toBeNull();
  });

  it('does not compile a layer applied twice', () => {
    const input = tf.input({ shape: [3] });
    const twice = tf.layers.dense({ units: 3 });
    const output = twice.apply(twice.apply(input)) as tf.SymbolicTensor;
    expect(compileDense(tf.model({ inputs: input, outputs: output }))).toBeNull();
  });
});
