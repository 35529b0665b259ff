import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Feature,
  type Row,
  rowOf,
  selectRows,
  type Table,
  tableFromRows,
} from '@create-mlops/contracts';
import { memory } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBundle, readSamples } from '../bundle/read-bundle.ts';
import { writeBundle } from '../bundle/write-bundle.ts';
import type { TrainedModel } from '../fit/trained-model.ts';
import { numbersTask } from '../fixtures/numbers-task.ts';
import { numericContract, splitInOrder, syntheticTable } from '../fixtures/synthetic-data.ts';
import type { BuildModel } from '../model-shape.ts';
import { trainModel } from '../train-model.ts';
import { loadPredictor } from './load-predictor.ts';
import { verifySamples } from './verify-samples.ts';

const splits = splitInOrder(syntheticTable(600, 3));
const product: Feature<Row> = {
  name: 'product',
  compute: (row) =>
    typeof row.x0 === 'number' && typeof row.x1 === 'number' ? row.x0 * row.x1 : null,
};
const features: readonly Feature[] = [product];
const origin = {
  lineage: {
    gitCommit: null,
    gitDirty: null,
    dataHash: 'data',
    dataLabel: null,
    dataRows: 600,
    contractHash: 'contract',
    featuresHash: 'features',
    settingsHash: 'settings',
  },
  profile: { schemaVersion: 1, rows: 390, columns: {}, predictions: {} } as const,
  createdAt: '2025-01-01T00:00:00Z',
};

const dense: BuildModel = ({ inputWidth, outputs, problem, seed }) =>
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
      }),
    ],
  });
const normalised: BuildModel = ({ inputWidth, outputs }) =>
  tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [inputWidth], units: 8, activation: 'relu' }),
      tf.layers.batchNormalization(),
      tf.layers.dense({ units: outputs, activation: 'softmax' }),
    ],
  });

const train = (problem: 'binary' | 'regression', buildModel: BuildModel): Promise<TrainedModel> =>
  trainModel({
    model: 'synthetic',
    task: numbersTask,
    splits,
    description:
      problem === 'binary'
        ? numericContract(['x0', 'x1', 'x2'], 'answer', 'binary', ['no', 'yes'])
        : numericContract(['x0', 'x1', 'x2'], 'value', 'regression'),
    features,
    buildModel,
    settings: { backend: 'wasm', epochs: 3 },
  });

const write = async (trained: TrainedModel): Promise<string> => {
  const directory = join(mkdtempSync(join(tmpdir(), 'bundle-')), 'bundle');
  await writeBundle(directory, trained, origin);
  return directory;
};

const numbers = async (directory: string, table: Table): Promise<number[]> => {
  const predictor = await loadPredictor({ directory, task: numbersTask, features });
  const predictions = await predictor.predict(table);
  predictor.dispose();
  return [...(predictions.kind === 'classification' ? predictions.scores : predictions.values)];
};

describe('loadPredictor', () => {
  let trained: TrainedModel;
  beforeAll(async () => {
    trained = await train('binary', dense);
  });

  it.each([
    ['a dense classifier', 'binary', dense],
    ['a dense regressor', 'regression', dense],
    ['a model with batch normalisation', 'binary', normalised],
  ] as const)('answers as training did: %s', async (_, problem, buildModel) => {
    const model = await train(problem, buildModel);
    const directory = await write(model);
    const expected = model.validationPredictions;
    const outputs = expected.kind === 'classification' ? expected.scores : expected.values;
    const scale = Math.max(1, ...outputs.map(Math.abs));
    const received = await numbers(directory, splits.validation);
    for (const [index, value] of outputs.entries()) {
      expect(Math.abs((received[index] ?? NaN) - value) / scale).toBeLessThanOrEqual(1e-6);
    }
    const bundle = await readBundle(directory);
    const predictor = await loadPredictor({ directory, task: numbersTask, features });
    expect(readSamples(bundle).rows).toHaveLength(20);
    expect(await verifySamples(predictor, readSamples(bundle))).toBeLessThanOrEqual(1e-6);
  });

  it('answers one row as it answers it among thousands', async () => {
    const directory = await write(trained);
    const many = syntheticTable(9000, 3, 5);
    const batch = await numbers(directory, many);
    expect(batch).toHaveLength(18_000);
    for (const row of [0, 4095, 4096, 8999]) {
      const single = await numbers(directory, selectRows(many, [row]));
      for (const [index, value] of single.entries()) {
        expect(Math.abs(value - (batch[row * 2 + index] ?? NaN))).toBeLessThanOrEqual(1e-6);
      }
    }
    expect(await numbers(directory, selectRows(many, []))).toEqual([]);
  });

  it('answers rows without the target, and with missing values', async () => {
    const directory = await write(trained);
    const table = tableFromRows([{ x0: 1, x1: null }], ['x0', 'x1']);
    const scores = await numbers(directory, table);
    expect(scores.every(Number.isFinite)).toBe(true);
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 6);
  });

  it('answers one row within microseconds', async () => {
    const directory = await write(trained);
    const predictor = await loadPredictor({ directory, task: numbersTask, features });
    const row = selectRows(splits.test, [0]);
    for (let call = 0; call < 5000; call++) await predictor.predict(row);
    const startedMs = performance.now();
    for (let call = 0; call < 5000; call++) await predictor.predict(row);
    // 4 µs on an idle core; a tensor operation alone would take 40.
    expect((performance.now() - startedMs) / 5).toBeLessThan(200);
  });

  it('frees the model', async () => {
    const directory = await write(trained);
    const before = memory().numTensors;
    const predictor = await loadPredictor({ directory, task: numbersTask, features });
    await predictor.predict(splits.test);
    predictor.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('names the file that changed, whichever it is', async () => {
    const files = readdirSync(await write(trained)).filter((name) => name !== 'manifest.json');
    expect(files.sort()).toEqual([
      'encoder.json',
      'model.json',
      'profile.json',
      'samples.json',
      'weights.bin',
    ]);
    for (const name of files) {
      const directory = await write(trained);
      const bytes = readFileSync(join(directory, name));
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      writeFileSync(join(directory, name), bytes);
      await expect(numbers(directory, splits.test)).rejects.toMatchObject({
        code: 'BUNDLE_BROKEN',
        message: expect.stringContaining(name),
      });
      rmSync(join(directory, name));
      await expect(numbers(directory, splits.test)).rejects.toMatchObject({
        code: 'BUNDLE_BROKEN',
        message: expect.stringContaining(name),
      });
    }
  });

  it('refuses a manifest that is missing, damaged, or of other files', async () => {
    const directory = await write(trained);
    const path = join(directory, 'manifest.json');
    const text = readFileSync(path, 'utf8');
    const refuses = (code: string, message: RegExp) =>
      expect(numbers(directory, splits.test)).rejects.toMatchObject({
        code,
        message: expect.stringMatching(message),
      });
    writeFileSync(path, text.replace(trained.manifest.modelHash, '0'.repeat(64)));
    await refuses('BUNDLE_BROKEN', /manifest.json was changed/);
    writeFileSync(path, text.replace('"weights.bin"', '"../weights.bin"'));
    await refuses('BUNDLE_BROKEN', /outside the bundle/);
    writeFileSync(path, text.slice(0, 100));
    await refuses('BUNDLE_BROKEN', /manifest.json .* damaged/);
    rmSync(path);
    await refuses('BUNDLE_MISSING', /There is no bundle in/);
  });

  it('refuses another task, and other derived features', async () => {
    const directory = await write(trained);
    const otherTask = { ...numbersTask, name: 'image' };
    await expect(loadPredictor({ directory, task: otherTask, features })).rejects.toThrow(
      'trained for the task numbers, but is loaded for image',
    );
    await expect(loadPredictor({ directory, task: numbersTask })).rejects.toThrow(
      /trained with the derived features product, but data\/features.ts now has no derived features/,
    );
  });

  it('replaces a bundle and leaves nothing beside it', async () => {
    const directory = await write(trained);
    const manifest = await writeBundle(directory, trained, { ...origin, createdAt: 'later' });
    expect(readdirSync(join(directory, '..'))).toEqual(['bundle']);
    expect((await readBundle(directory)).manifest).toEqual(manifest);
    expect(manifest.modelHash).toBe(trained.manifest.modelHash);
  });
});

describe('verifySamples', () => {
  it('finds a feature that computes something else than in training', async () => {
    const directory = await write(await train('binary', dense));
    const changed: Feature<Row> = { name: 'product', compute: (row) => Number(row.x0) };
    const predictor = await loadPredictor({ directory, task: numbersTask, features: [changed] });
    const samples = readSamples(await readBundle(directory));
    await expect(verifySamples(predictor, samples)).rejects.toMatchObject({
      code: 'BUNDLE_BROKEN',
      message: expect.stringMatching(
        /something else than training did: sample row \d+ .*features.ts/,
      ),
    });
    expect(samples.features[0]).toEqual({ product: product.compute(rowOf(splits.validation, 0)) });
  });
});
