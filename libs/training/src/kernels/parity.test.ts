import { seededRandom } from '@create-mlops/statistics';
import { memory, type Tensor, tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { openBackend } from '../backend/open-backend.ts';
import { createOptimizer } from '../fit/optimizer.ts';
import { withSeededRandom } from '../fit/with-seeded-random.ts';
import { parseTrainingSettings } from '../parse-settings.ts';

const { layers } = tf;
const ROWS = 6;
const STEPS = 4;
/** float32 sums in another order differ by 1e-7 a step; adaptive optimizers divide by small numbers and enlarge that. */
const TOLERANCE = 2e-5;

type Case = {
  readonly name: string;
  readonly inputShape: readonly number[];
  readonly layers: () => tf.layers.Layer[];
  /** Inputs are ids below this. */
  readonly ids?: number;
  readonly optimizer?: () => ReturnType<typeof createOptimizer> | string;
  readonly loss?: string;
};

const activated = ['relu', 'elu', 'selu', 'tanh', 'sigmoid', 'softplus', 'swish', 'mish', 'gelu'];
const dense = (units: number) => layers.dense({ units });
const image = (name: string, ...middle: (() => tf.layers.Layer)[]): Case => ({
  name,
  inputShape: [6, 5, 2],
  layers: () => [
    // Before the layer, so that its gradient by the input is needed, too.
    layers.conv2d({ filters: 2, kernelSize: 1 }),
    ...middle.map((make) => make()),
    layers.flatten(),
  ],
});
const sequence = (name: string, ...middle: (() => tf.layers.Layer)[]): Case => ({
  name,
  inputShape: [6, 3],
  layers: () => [layers.dense({ units: 3 }), ...middle.map((make) => make())],
});

const cases: readonly Case[] = [
  ...activated.map((activation) => ({
    name: `dense with ${activation}`,
    inputShape: [4],
    layers: () => [layers.dense({ units: 5, activation: activation as never })],
  })),
  {
    name: 'leakyReLU, prelu and l2',
    inputShape: [4],
    layers: () => [
      layers.dense({ units: 5, kernelRegularizer: 'l1l2' }),
      layers.leakyReLU(),
      dense(4),
      layers.prelu(),
    ],
  },
  { name: 'dropout', inputShape: [8], layers: () => [layers.dropout({ rate: 0.4 }), dense(4)] },
  {
    name: 'batchNormalization and layerNormalization',
    inputShape: [4],
    layers: () => [dense(5), layers.batchNormalization(), dense(5), layers.layerNormalization()],
  },
  image('conv2d same', () => layers.conv2d({ filters: 3, kernelSize: 3, padding: 'same' })),
  image('conv2d valid with stride', () => layers.conv2d({ filters: 3, kernelSize: 2, strides: 2 })),
  image('depthwiseConv2d', () => layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2 })),
  image('separableConv2d', () => layers.separableConv2d({ filters: 3, kernelSize: 3 })),
  image('conv2dTranspose', () => layers.conv2dTranspose({ filters: 2, kernelSize: 3, strides: 2 })),
  image('maxPooling2d behind negative values', () => layers.maxPooling2d({ poolSize: 2 })),
  image('averagePooling2d', () => layers.averagePooling2d({ poolSize: 2, padding: 'same' })),
  {
    name: 'global pooling of images',
    inputShape: [6, 5, 2],
    layers: () => [layers.conv2d({ filters: 3, kernelSize: 2 }), layers.globalMaxPooling2d({})],
  },
  {
    name: 'conv3d as the first layer',
    inputShape: [3, 4, 3, 1],
    layers: () => [layers.conv3d({ filters: 2, kernelSize: 2 }), layers.flatten()],
  },
  sequence(
    'conv1d and pooling',
    () => layers.conv1d({ filters: 4, kernelSize: 3, padding: 'same' }),
    () => layers.maxPooling1d({ poolSize: 2 }),
    () => layers.averagePooling1d({ poolSize: 2, strides: 1 }),
    () => layers.globalMaxPooling1d({}),
  ),
  sequence('simpleRNN', () => layers.simpleRNN({ units: 3 })),
  sequence('lstm', () => layers.lstm({ units: 3 })),
  sequence('gru', () => layers.gru({ units: 3 })),
  sequence('bidirectional', () =>
    layers.bidirectional({ layer: layers.gru({ units: 2 }) as tf.RNN, mergeMode: 'concat' }),
  ),
  {
    name: 'embedding',
    inputShape: [5],
    ids: 7,
    layers: () => [
      layers.embedding({ inputDim: 7, outputDim: 4 }),
      layers.globalAveragePooling1d({}),
    ],
  },
  ...(['adam', 'sgd', 'momentum', 'rmsprop', 'adagrad', 'adamax'] as const).map((optimizer) => ({
    name: `the optimizer ${optimizer}`,
    inputShape: [4],
    layers: () => [layers.dense({ units: 6, activation: 'tanh' as const })],
    optimizer: () => createOptimizer(parseTrainingSettings({ optimizer, learningRate: 0.01 })),
  })),
  {
    name: 'the optimizer adadelta',
    inputShape: [4],
    layers: () => [dense(6)],
    optimizer: () => 'adadelta',
  },
  ...[
    'categoricalCrossentropy',
    'binaryCrossentropy',
    'meanAbsoluteError',
    'meanAbsolutePercentageError',
    'hinge',
    'cosineProximity',
    'kullbackLeiblerDivergence',
    'logcosh',
    'poisson',
  ].map((loss) => ({
    name: `the loss ${loss}`,
    inputShape: [4],
    layers: () => [dense(6)],
    loss,
  })),
];

/** Weights after a few steps, from the same weights, rows and random numbers. */
async function trainedOn(backend: 'wasm' | 'cpu', each: Case): Promise<Float32Array[]> {
  await openBackend(backend);
  const random = seededRandom(21);
  const values = (size: number, most?: number) =>
    Float32Array.from({ length: size }, () =>
      most === undefined ? 2 * random() - 1.1 : Math.floor(random() * most),
    );
  return withSeededRandom(5, async () => {
    const model = tf.sequential({
      layers: [
        layers.inputLayer({ inputShape: [...each.inputShape] }),
        ...each.layers(),
        layers.dense({ units: 2, activation: 'softmax' }),
      ],
    });
    const held: Tensor[] = model
      .getWeights()
      .map((weight) => tensor(values(weight.size), weight.shape));
    model.setWeights(held);
    const optimizer = each.optimizer?.() ?? 'sgd';
    model.compile({ optimizer: optimizer as 'sgd', loss: each.loss ?? 'meanSquaredError' });
    const width = each.inputShape.reduce((product, length) => product * length, 1);
    for (let step = 0; step < STEPS; step++) {
      const x = tensor(values(ROWS * width, each.ids), [ROWS, ...each.inputShape]);
      const labels = Float32Array.from({ length: 2 * ROWS }, (_, at) => (at + (at >> 1)) % 2);
      const y = tensor(labels, [ROWS, 2]);
      held.push(x, y);
      const before = step === 0 ? null : memory().numTensors;
      await model.trainOnBatch(x, y);
      // The first step makes the optimizer's own variables.
      if (before !== null) expect(memory().numTensors).toBe(before);
    }
    const weights = model.getWeights().map((weight) => Float32Array.from(weight.dataSync()));
    model.dispose();
    for (const each of held) each.dispose();
    return weights;
  });
}

describe('training on wasm', () => {
  it.each(cases)('reaches the weights of cpu: $name', async (each) => {
    const cpu = await trainedOn('cpu', each);
    const wasm = await trainedOn('wasm', each);
    expect(wasm).toHaveLength(cpu.length);
    for (const [index, expected] of cpu.entries()) {
      const received = wasm[index] ?? new Float32Array();
      expect(received).toHaveLength(expected.length);
      for (const [at, value] of expected.entries()) {
        const difference = Math.abs((received[at] ?? Number.NaN) - value);
        // A percentage of a target of 0 makes weights of thousands.
        expect(difference / Math.max(1, Math.abs(value))).toBeLessThan(TOLERANCE);
      }
    }
  });
});
