import { seededRandom } from '@create-mlops/statistics';
import { tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-layers';
import * as ort from 'onnxruntime-web';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../backend/open-backend.ts';
import { runLayersModel, sizeOf } from '../predictor/run-layers-model.ts';
import { layerConversions } from './layers/index.ts';
import { layersModelToOnnx } from './layers-model-to-onnx.ts';

/** Largest difference between ONNX Runtime and TensorFlow.js that counts as the same computation. */
const TOLERANCE = 1e-5;
const ROWS = 5;

const { layers } = tf;
const symbolic = (value: unknown) => value as tf.SymbolicTensor;
const apply = (layer: tf.layers.Layer, ...inputs: tf.SymbolicTensor[]) => {
  const [first] = inputs;
  return symbolic(layer.apply(inputs.length === 1 && first ? first : inputs));
};
const chain = (inputShape: number[], ...rest: tf.layers.Layer[]) =>
  tf.sequential({ layers: [layers.inputLayer({ inputShape }), ...rest] });

/** Weights that no default hides: biases, means and variances are not 0 and 1. */
function scatterWeights(model: tf.LayersModel): void {
  const random = seededRandom(5);
  const weights = model.getWeights();
  model.setWeights(
    weights.map((weight, index) => {
      const isVariance = model.weights[index]?.name.includes('variance');
      const values = Float32Array.from({ length: weight.size }, () =>
        isVariance ? 0.1 + random() : random() - 0.5,
      );
      return tensor(values, weight.shape);
    }),
  );
}

async function answersOfOnnx(bytes: Uint8Array, inputs: Float32Array, shape: readonly number[]) {
  const session = await ort.InferenceSession.create(bytes);
  const tensor = new ort.Tensor('float32', inputs, [ROWS, ...shape]);
  const { output } = await session.run({ input: tensor });
  await session.release();
  if (!(output?.data instanceof Float32Array)) throw new Error('no float output');
  return { values: output.data, dims: output.dims };
}

type Case = {
  readonly name: string;
  readonly model: () => tf.LayersModel;
  /** Ids below this instead of real numbers. */
  readonly ids?: number;
};

const dense = (units: number, activation?: string) =>
  layers.dense({ units, activation: activation as never });

const cases: readonly Case[] = [
  {
    name: 'an MLP with dropout',
    model: () =>
      chain([20], dense(64, 'relu'), layers.dropout({ rate: 0.5 }), dense(32), dense(3, 'softmax')),
  },
  ...[
    'elu',
    'hardSigmoid',
    'linear',
    'relu',
    'relu6',
    'selu',
    'sigmoid',
    'softplus',
    'softsign',
    'tanh',
    'swish',
    'mish',
    'logSoftmax',
  ].map((activation) => ({
    name: `dense with ${activation}`,
    model: () => chain([4], layers.dense({ units: 6, activation: activation as never })),
  })),
  {
    name: 'the layers that are activations',
    model: () =>
      chain(
        [4, 6],
        layers.reLU({ maxValue: 1 }),
        layers.dense({ units: 6, useBias: false }),
        layers.leakyReLU({ alpha: 0.1 }),
        layers.dense({ units: 6 }),
        layers.elu(),
        layers.activation({ activation: 'tanh' }),
        layers.softmax({ axis: -1 }),
      ),
  },
  {
    name: 'a CNN',
    model: () =>
      chain(
        [28, 28, 1],
        layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }),
        layers.maxPooling2d({ poolSize: 2 }),
        layers.conv2d({ filters: 16, kernelSize: 4, padding: 'same', strides: 2 }),
        layers.batchNormalization(),
        layers.activation({ activation: 'relu' }),
        layers.averagePooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
        layers.flatten(),
        dense(10, 'softmax'),
      ),
  },
  {
    name: 'strides, dilation and kernels that are not square',
    model: () =>
      chain(
        [11, 8, 2],
        layers.zeroPadding2d({
          padding: [
            [1, 0],
            [2, 1],
          ],
        }),
        layers.conv2d({ filters: 3, kernelSize: [2, 5], strides: [2, 1], padding: 'same' }),
        layers.conv2d({ filters: 4, kernelSize: 2, dilationRate: [1, 2], useBias: false }),
        layers.maxPooling2d({ poolSize: [2, 3], strides: [1, 2], padding: 'same' }),
        layers.globalMaxPooling2d({}),
      ),
  },
  {
    name: 'depthwise and separable convolutions',
    model: () =>
      chain(
        [9, 7, 3],
        layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, padding: 'same' }),
        layers.separableConv2d({
          filters: 5,
          kernelSize: [3, 2],
          depthMultiplier: 2,
          activation: 'relu',
        }),
        layers.separableConv2d({
          filters: 4,
          kernelSize: 3,
          strides: 2,
          padding: 'same',
          useBias: false,
        }),
        layers.globalAveragePooling2d({}),
      ),
  },
  {
    name: 'an embedding bag',
    ids: 50,
    model: () =>
      chain(
        [12],
        layers.embedding({ inputDim: 50, outputDim: 8 }),
        layers.globalAveragePooling1d({}),
        dense(4, 'softmax'),
      ),
  },
  {
    name: 'conv1d over an embedding',
    ids: 50,
    model: () =>
      chain(
        [20],
        layers.embedding({ inputDim: 50, outputDim: 8 }),
        layers.conv1d({ filters: 6, kernelSize: 5, activation: 'relu' }),
        layers.maxPooling1d({ poolSize: 2, padding: 'same' }),
        layers.conv1d({ filters: 6, kernelSize: 3, padding: 'same', strides: 2 }),
        layers.averagePooling1d({ poolSize: 2 }),
        layers.globalMaxPooling1d({}),
        dense(4, 'softmax'),
      ),
  },
  {
    name: 'normalisation with and without scale and centre',
    model: () =>
      chain(
        [6],
        layers.batchNormalization(),
        layers.batchNormalization({ scale: false }),
        layers.batchNormalization({ center: false, epsilon: 0.01 }),
        layers.layerNormalization(),
        layers.layerNormalization({ scale: false, center: false }),
      ),
  },
  {
    name: 'layers that turn shapes',
    model: () =>
      chain(
        [6],
        layers.repeatVector({ n: 4 }),
        layers.permute({ dims: [2, 1] }),
        layers.reshape({ targetShape: [3, 8] }),
        layers.gaussianNoise({ stddev: 1 }),
        layers.flatten(),
      ),
  },
  {
    name: 'branches, shared layers and a model in a model',
    model: () => {
      const input = tf.input({ shape: [5] });
      const shared = layers.dense({ units: 5, activation: 'tanh' });
      const [once, twice] = [apply(shared, input), apply(shared, apply(shared, input))];
      const inner = chain([5], dense(5, 'relu'), dense(5));
      const outputs = [
        apply(layers.add(), once, twice),
        apply(layers.multiply(), once, twice),
        apply(layers.average(), once, twice, input),
        apply(layers.maximum(), once, input),
        apply(layers.minimum(), once, input),
        apply(inner, once),
      ];
      const joined = apply(layers.concatenate(), ...outputs);
      return tf.model({ inputs: input, outputs: apply(dense(2, 'softmax'), joined) });
    },
  },
];

describe('layersModelToOnnx', () => {
  beforeAll(async () => {
    ort.env.wasm.numThreads = 1;
    await openBackend('wasm');
  });

  it.each(cases)('writes $name so that ONNX Runtime answers the same', async ({ model, ids }) => {
    const built = model();
    scatterWeights(built);
    const shape = (built.inputs[0]?.shape ?? []).slice(1).map(Number);
    const random = seededRandom(9);
    const inputs = Float32Array.from({ length: ROWS * sizeOf([null, ...shape]) }, () =>
      ids === undefined ? 4 * random() - 2 : Math.floor(random() * ids),
    );
    const expected = runLayersModel(built, inputs, ROWS);
    expect(new Set(expected.map((value) => Math.round(value * 1e4))).size).toBeGreaterThan(3);
    const { values, dims } = await answersOfOnnx(layersModelToOnnx(built), inputs, shape);
    expect(dims).toEqual([ROWS, ...(built.outputs[0]?.shape.slice(1) ?? [])]);
    expect(values).toHaveLength(expected.length);
    const worst = expected.reduce(
      (max, value, at) => Math.max(max, Math.abs(value - (values[at] ?? Number.NaN))),
      0,
    );
    expect(worst).toBeLessThanOrEqual(TOLERANCE);
    built.dispose();
  });

  it('tries every layer that it claims to write', () => {
    const tried = new Set<string>();
    const collect = (model: tf.LayersModel) => {
      for (const layer of model.layers) {
        if (layer instanceof tf.LayersModel) collect(layer);
        else tried.add(layer.getClassName());
      }
    };
    for (const { model } of cases) collect(model());
    // At inference these do what Dropout does, which is nothing.
    const passive = [
      'ActivityRegularization',
      'AlphaDropout',
      'GaussianDropout',
      'SpatialDropout1D',
    ];
    expect(Object.keys(layerConversions).filter((name) => !tried.has(name))).toEqual(passive);
  });

  it.each([
    ['an LSTM', () => chain([4, 2], layers.lstm({ units: 2, name: 'memory' })), /memory \(LSTM\)/],
    [
      'an embedding that masks',
      () =>
        chain([3], layers.embedding({ inputDim: 5, outputDim: 2, maskZero: true, name: 'words' })),
      /words \(Embedding\) .* masks zeros/,
    ],
    [
      'an activation without a counterpart',
      () => chain([3], layers.dense({ units: 2, activation: 'gelu' as never, name: 'bent' })),
      /bent \(Dense\) .* activation gelu/,
    ],
    [
      'channels first',
      () => chain([2, 4, 4], layers.flatten({ dataFormat: 'channelsFirst', name: 'flat' })),
      /flat \(Flatten\) .*channelsFirst/,
    ],
    [
      'normalisation along another axis',
      () => chain([4, 3], layers.batchNormalization({ axis: 1, name: 'even' })),
      /even \(BatchNormalization\) .* axis 1 instead of the last/,
    ],
  ])('refuses %s by name, with advice', (_, model, message) => {
    expect(() => layersModelToOnnx(model())).toThrow(
      expect.objectContaining({
        code: 'LAYER_UNSUPPORTED',
        message: expect.stringMatching(message),
        hint: expect.stringMatching(/train\/model\.ts/),
      }),
    );
  });

  it('refuses a model with two inputs', () => {
    const inputs = [tf.input({ shape: [2] }), tf.input({ shape: [2] })];
    const model = tf.model({ inputs, outputs: apply(layers.add(), ...inputs) });
    expect(() => layersModelToOnnx(model)).toThrow('2 inputs and 1 outputs');
  });
});
