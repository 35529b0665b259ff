import { selectRows, type Table } from '@create-mlops/contracts';
import { seededRandom } from '@create-mlops/statistics';
import { memory } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { numbersTask } from './fixtures/numbers-task.ts';
import { numericContract, splitInOrder, syntheticTable } from './fixtures/synthetic-data.ts';
import type { ModelShape } from './model-shape.ts';
import { type TrainModelOptions, trainModel } from './train-model.ts';

const buildModel = ({ inputWidth, outputs, problem, seed }: ModelShape): tf.LayersModel =>
  tf.sequential({
    layers: [
      tf.layers.dense({
        inputShape: [inputWidth],
        units: 16,
        activation: 'relu',
        kernelInitializer: tf.initializers.heNormal({ seed }),
      }),
      tf.layers.dense({
        units: outputs,
        activation: problem === 'regression' ? 'linear' : 'softmax',
        kernelInitializer: tf.initializers.glorotUniform({ seed: seed + 1 }),
      }),
    ],
  });

const names = ['x0', 'x1', 'x2'];
const classification: TrainModelOptions = {
  model: 'synthetic',
  task: numbersTask,
  splits: splitInOrder(syntheticTable(600, 3)),
  description: numericContract(names, 'answer', 'binary', ['no', 'yes']),
  buildModel,
  settings: { backend: 'wasm', epochs: 8 },
};
const regression: TrainModelOptions = {
  ...classification,
  description: numericContract(names, 'value', 'regression'),
};

const hashOf = async (options: TrainModelOptions) => (await trainModel(options)).manifest.modelHash;

describe('trainModel', () => {
  it('gives the same model hash for the same data, settings and seed, and another for another', async () => {
    const first = await hashOf(classification);
    expect(await hashOf(classification)).toBe(first);
    const settings = { ...classification.settings, seed: 8 };
    expect(await hashOf({ ...classification, settings })).not.toBe(first);
    const splits = splitInOrder(syntheticTable(600, 3, 2));
    expect(await hashOf({ ...classification, splits })).not.toBe(first);
  });

  it('reproduces models with dropout and with initializers that have no seed', async () => {
    const options = {
      ...classification,
      settings: { ...classification.settings, epochs: 3 },
      buildModel: ({ inputWidth, outputs }: ModelShape) =>
        tf.sequential({
          layers: [
            tf.layers.dense({ inputShape: [inputWidth], units: 16, activation: 'relu' }),
            tf.layers.dropout({ rate: 0.5 }),
            tf.layers.dense({ units: outputs, activation: 'softmax' }),
          ],
        }),
    };
    expect(await hashOf(options)).toBe(await hashOf(options));
  });

  it('learns classes, tells every epoch, and beats the baseline', async () => {
    const epochs: number[] = [];
    const { manifest, beatsBaseline, sentence, validationPredictions } = await trainModel({
      ...classification,
      settings: { backend: 'wasm', epochs: 40, batchSize: 16, earlyStopping: false },
      onProgress: ({ epoch, etaSeconds }) => {
        epochs.push(epoch);
        expect(etaSeconds).toBeGreaterThanOrEqual(0);
      },
    });
    expect(epochs).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(manifest.history).toHaveLength(40);
    expect(manifest.metrics.accuracy).toBeGreaterThan(0.9);
    expect(manifest.baseline.accuracy).toBeLessThan(0.75);
    expect(beatsBaseline).toBe(true);
    expect(sentence).toMatch(
      /^The model reaches accuracy 0.9\d* on 90 validation rows; always answering no/,
    );
    expect(manifest).toMatchObject({ backend: 'wasm', seed: 7, inputWidth: 3, featureNames: [] });
    expect(manifest.splitRows).toEqual({ train: 390, validation: 90, test: 120 });
    if (validationPredictions.kind !== 'classification') throw new Error('not classification');
    expect(validationPredictions.scores).toHaveLength(180);
  });

  it('learns a number in its own unit', async () => {
    const { manifest } = await trainModel({
      ...regression,
      settings: { backend: 'wasm', epochs: 40, batchSize: 16 },
    });
    expect(manifest.metrics.mae).toBeLessThan(100);
    expect(manifest.baseline.mae).toBeGreaterThan(800);
    expect(manifest.metrics.r2).toBeGreaterThan(0.95);
  });

  it('says when the model does not beat its baseline', async () => {
    const { train, validation } = classification.splits;
    const noise = (table: Table): Table => {
      const random = seededRandom(9);
      const answer = Array.from({ length: table.rowCount }, () => (random() < 0.1 ? 'yes' : 'no'));
      return { ...table, columns: { ...table.columns, answer } };
    };
    const { beatsBaseline, sentence } = await trainModel({
      ...classification,
      splits: { train: noise(train), validation: noise(validation) },
    });
    expect(beatsBaseline).toBe(false);
    expect(sentence).toMatch(/does not beat its baseline: accuracy .* always answering no reaches/);
  });

  it('restores the weights of the best epoch when it stops early', async () => {
    const { manifest } = await trainModel({
      ...classification,
      settings: {
        backend: 'wasm',
        epochs: 200,
        batchSize: 16,
        learningRate: 0.05,
        earlyStopping: { patience: 3, minDelta: 0 },
      },
    });
    const losses = manifest.history.map(({ validationLoss }) => validationLoss);
    expect(losses.length).toBeLessThan(200);
    expect(losses.indexOf(Math.min(...losses))).toBe(losses.length - 4);
    expect(manifest.metrics.loss).toBeCloseTo(Math.min(...losses), 6);
  });

  it('finds a rare class with balanced class weights', async () => {
    const rare = (table: Table): Table => {
      const rows = [...Array(table.rowCount).keys()];
      return selectRows(
        table,
        rows.filter((row) => table.columns.answer?.[row] === 'no' || row % 10 === 0),
      );
    };
    const { train, validation } = splitInOrder(syntheticTable(3000, 3));
    const reached = async (classWeights: 'none' | 'balanced') => {
      const { manifest } = await trainModel({
        ...classification,
        splits: { train: rare(train), validation: rare(validation) },
        settings: { backend: 'wasm', epochs: 4, learningRate: 0.002, classWeights },
      });
      return manifest.metrics.balancedAccuracy ?? 0;
    };
    expect(await reached('balanced')).toBeGreaterThan((await reached('none')) + 0.1);
  });

  it('stops with advice when the loss is no longer a number', async () => {
    const settings = { backend: 'wasm', optimizer: 'sgd', learningRate: 1e30 } as const;
    await expect(trainModel({ ...regression, settings })).rejects.toMatchObject({
      code: 'TRAINING_DIVERGED',
      message: expect.stringMatching(/epoch 1, with learningRate 1e\+30/),
      hint: expect.stringMatching(/Lower learningRate/),
    });
  });

  it.each([
    [
      'another output width',
      () =>
        buildModel({ inputWidth: 3, inputShape: [3], outputs: 3, problem: 'multiclass', seed: 1 }),
      /answers 3 numbers per row, but 2/,
    ],
    [
      'another input width',
      () => buildModel({ inputWidth: 4, inputShape: [4], outputs: 2, problem: 'binary', seed: 1 }),
      /takes 4 numbers per row, but the data has 3/,
    ],
    [
      'no softmax',
      () =>
        buildModel({ inputWidth: 3, inputShape: [3], outputs: 2, problem: 'regression', seed: 1 }),
      /scores of a row sum to .* 'softmax'/,
    ],
    [
      'an error of its own',
      () => tf.sequential({ layers: [tf.layers.dense({ units: 3 })] }),
      /buildModel of train\/model.ts failed/,
    ],
  ])('refuses a model with %s', async (_, build, message) => {
    await expect(trainModel({ ...classification, buildModel: build })).rejects.toMatchObject({
      code: 'SETTINGS_INVALID',
      message: expect.stringMatching(message),
    });
  });

  it('refuses an empty split', async () => {
    const { train } = classification.splits;
    const splits = { train, validation: selectRows(train, []) };
    await expect(trainModel({ ...classification, splits })).rejects.toMatchObject({
      code: 'DATA_UNUSABLE',
    });
  });

  it('leaves no tensor behind, also after a failure', async () => {
    await trainModel(classification);
    const before = memory().numTensors;
    await trainModel(classification);
    const settings = { backend: 'wasm', optimizer: 'sgd', learningRate: 1e30 } as const;
    await trainModel({ ...regression, settings }).catch(() => {});
    expect(memory().numTensors).toBe(before);
  });

  it('trains on cpu to the same quality', async () => {
    const settings = { ...classification.settings, backend: 'cpu' } as const;
    const [cpu, wasm] = [
      await trainModel({ ...classification, settings }),
      await trainModel(classification),
    ];
    expect(cpu.manifest.backend).toBe('cpu');
    expect(cpu.manifest.metrics.loss).toBeCloseTo(wasm.manifest.metrics.loss ?? 0, 3);
  });

  it('trains 5,000 rows of 10 columns for 40 epochs in seconds', async () => {
    const started = process.cpuUsage();
    await trainModel({
      ...classification,
      splits: splitInOrder(syntheticTable(5000, 10)),
      description: numericContract(
        Array.from({ length: 10 }, (_, index) => `x${index}`),
        'answer',
        'binary',
        ['no', 'yes'],
      ),
      settings: { backend: 'wasm', earlyStopping: false },
    });
    // 2 s when idle. Time of the processor, because others may be busy on it meanwhile.
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1e6).toBeLessThan(15);
  });
});
