import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '@create-mlops/contracts';
import { fill, memory } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-layers';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBackend } from '../backend/open-backend.ts';
import { layersModelToFiles } from '../bundle/layers-model-files.ts';
import { writeBundle } from '../bundle/write-bundle.ts';
import { numbersTask } from '../fixtures/numbers-task.ts';
import { numericContract, splitInOrder, syntheticTable } from '../fixtures/synthetic-data.ts';
import { layersModelToOnnx } from '../onnx/layers-model-to-onnx.ts';
import { loadPredictor } from '../predictor/load-predictor.ts';
import { type TrainModelOptions, trainModel } from '../train-model.ts';
import type { Source } from './source-setting.ts';

const splits = splitInOrder(syntheticTable(300, 3));
const names = ['x0', 'x1', 'x2'];

/** The model that a program or a person left, of one layer. */
const modelOf = (inputs: number, outputs: number, activation: 'softmax' | 'linear' = 'softmax') =>
  tf.sequential({
    layers: [
      tf.layers.dense({
        inputShape: [inputs],
        units: outputs,
        activation,
        kernelInitializer: tf.initializers.glorotUniform({ seed: 4 }),
      }),
    ],
  });
const onnxOf = (model: tf.LayersModel, classes?: readonly string[]) =>
  layersModelToOnnx(model, classes ? { metadata: { classes: JSON.stringify(classes) } } : {});

let root = '';
let folders = { stage: '', exchange: '' };

beforeAll(async () => {
  await openBackend('wasm');
});
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'source-'));
  folders = { stage: join(root, 'train'), exchange: join(root, 'exchange') };
  mkdirSync(folders.stage);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const optionsFor = (source: Source, problem: Problem = 'binary'): TrainModelOptions => ({
  model: 'synthetic',
  task: numbersTask,
  splits,
  description:
    problem === 'regression'
      ? numericContract(names, 'value', problem)
      : numericContract(names, 'answer', problem, ['no', 'yes']),
  buildModel: () => {
    throw new Error('model.ts was asked');
  },
  settings: { source, seed: 11 },
  folders,
});

/** A program that copies prepared files, as one that trains would write them. */
function program(files: Readonly<Record<string, string | Uint8Array>>, more = ''): Source {
  const prepared = join(root, 'prepared');
  mkdirSync(prepared);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(prepared, name), content);
  writeFileSync(
    join(folders.stage, 'train.mjs'),
    `import { cpSync } from 'node:fs';
console.log('training');
cpSync(${JSON.stringify(prepared)}, process.env.MLOPS_FOLDER, { recursive: true });
${more}`,
  );
  return { kind: 'command', command: 'node train.mjs' };
}

const refuses = (options: TrainModelOptions, code: string, message: RegExp, hint = /./) =>
  expect(trainModel(options)).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
    hint: expect.stringMatching(hint),
  });

describe('trainModel with a command', () => {
  it('hands over the encoded splits, and takes model and history', async () => {
    const history = [{ epoch: 1, loss: 0.7, validationLoss: 0.6 }];
    const source = program({
      'model.onnx': onnxOf(modelOf(3, 2)),
      'history.json': JSON.stringify(history),
    });
    let printed = '';
    const { manifest, files, origin } = await trainModel({
      ...optionsFor(source),
      onOutput: (text) => {
        printed += text;
      },
    });
    expect(printed).toBe('training\n');
    expect(origin).toEqual({ kind: 'command', command: 'node train.mjs' });
    expect(Object.keys(files)).toEqual(['model.onnx', 'encoder.json', 'samples.json']);
    expect(manifest).toMatchObject({
      backend: 'onnxruntime-web',
      versions: { 'onnxruntime-web': expect.stringMatching(/^\d/) },
      history: [{ ...history[0], metrics: {} }],
      settings: { source },
    });
    const split = JSON.parse(readFileSync(join(folders.exchange, 'split.json'), 'utf8'));
    expect(split).toMatchObject({
      problem: 'binary',
      classes: ['no', 'yes'],
      outputs: 2,
      inputShape: [3],
      rows: { train: 195, validation: 45 },
      seed: 11,
    });
    const targets = readFileSync(join(folders.exchange, 'train.target.npy')).subarray(128);
    const labels = splits.train.columns.answer ?? [];
    expect(labels.map((_, row) => targets.readInt32LE(4 * row))).toEqual(
      labels.map((label) => ['no', 'yes'].indexOf(String(label))),
    );
    expect(existsSync(join(folders.exchange, 'test.inputs.npy'))).toBe(false);
  });

  it('gives a regression the standardised target, and reads values in their own unit', async () => {
    const source = program({ 'model.onnx': onnxOf(modelOf(3, 1, 'linear')) });
    const { manifest, validationPredictions } = await trainModel(optionsFor(source, 'regression'));
    const targets = readFileSync(join(folders.exchange, 'train.target.npy')).subarray(128);
    const values = Array.from({ length: 195 }, (_, row) => targets.readFloatLE(4 * row));
    expect(values.reduce((sum, value) => sum + value, 0) / 195).toBeCloseTo(0, 5);
    expect(manifest.metrics.mae).toBeGreaterThan(1);
    if (validationPredictions.kind !== 'regression') throw new Error('not a regression');
    expect(Math.max(...validationPredictions.values)).toBeGreaterThan(1000);
  });

  it('takes a TensorFlow.js model whose weights are split over several files', async () => {
    const written = await layersModelToFiles(modelOf(3, 2));
    const text = new TextDecoder().decode(written['model.json']);
    const source = program({
      'model.json': text.replace('"weights.bin"', '"group1-shard1of2.bin","group1-shard2of2.bin"'),
      'group1-shard1of2.bin': written['weights.bin'].subarray(0, 20),
      'group1-shard2of2.bin': written['weights.bin'].subarray(20),
    });
    const { files, manifest } = await trainModel(optionsFor(source));
    expect(files['weights.bin']).toEqual(written['weights.bin']);
    expect(manifest).toMatchObject({ backend: 'wasm', history: [] });
  });

  it('removes what an earlier run left, so that no old model is taken for a new one', async () => {
    mkdirSync(folders.exchange);
    writeFileSync(join(folders.exchange, 'model.onnx'), onnxOf(modelOf(3, 2)));
    const source = program({});
    await refuses(
      optionsFor(source),
      'MODEL_UNUSABLE',
      /`node train.mjs` ended well, but left neither model.onnx nor model.json in /,
      /MLOPS_FOLDER/,
    );
  });

  it('says that the program is missing', async () => {
    await refuses(
      optionsFor({ kind: 'command', command: 'no-such-program train.py' }),
      'COMMAND_FAILED',
      /`no-such-program train.py` cannot be run: there is no such program/,
      /source.command/,
    );
  });

  it('repeats what a failing program said last, with its exit code', async () => {
    const source = program({}, "console.error('ValueError: shapes differ'); process.exit(3);");
    await refuses(
      optionsFor(source),
      'COMMAND_FAILED',
      /`node train.mjs` ended with exit code 3\. It said:\ntraining\nValueError: shapes differ$/,
      /MLOPS_FOLDER/,
    );
  });

  it.each([
    ['another width', () => onnxOf(modelOf(4, 2)), /takes 4 numbers per row, but .* makes 3/],
    [
      'another number of classes',
      () => onnxOf(modelOf(3, 3)),
      /answers 3 numbers per row, but the contract has 2 classes: no, yes/,
    ],
    [
      'classes in another order',
      () => onnxOf(modelOf(3, 2), ['yes', 'no']),
      /has the classes yes, no in this order, but the contract has no, yes/,
    ],
    [
      'no probabilities',
      () => onnxOf(modelOf(3, 2, 'linear')),
      /does not fit the problem: the scores of a row sum to/,
    ],
    [
      'weights that are no numbers',
      () => {
        const model = modelOf(3, 2);
        model.setWeights([fill([3, 2], Number.NaN), fill([2], 0)]);
        return onnxOf(model);
      },
      /some answers are not finite numbers/,
    ],
    ['no model at all', () => new Uint8Array(9), /cannot load it/],
  ])('refuses a model with %s by name', async (_, bytes, message) => {
    await refuses(optionsFor(program({ 'model.onnx': bytes() })), 'MODEL_UNUSABLE', message);
  });

  it.each([
    ['no JSON', '{', /history\.json is not a list of epochs/],
    ['other names', '[{"epoch":1,"val_loss":1}]', /0\.loss/],
  ])('refuses a history with %s', async (_, text, message) => {
    const source = program({ 'model.onnx': onnxOf(modelOf(3, 2)), 'history.json': text });
    await refuses(optionsFor(source), 'MODEL_UNUSABLE', message);
  });

  it('refuses a model.json that is no layers model', async () => {
    const source = program({ 'model.json': '{"format":"graph-model"}' });
    await refuses(
      optionsFor(source),
      'MODEL_UNUSABLE',
      /model\.json is no model of TensorFlow\.js/,
    );
  });
});

describe('trainModel with a file', () => {
  it('makes a bundle that answers as the model does, and leaves no tensor behind', async () => {
    writeFileSync(join(folders.stage, 'model.onnx'), onnxOf(modelOf(3, 2), ['no', 'yes']));
    const source = { kind: 'file', path: 'model.onnx' } as const;
    const before = memory().numTensors;
    const trained = await trainModel(optionsFor(source));
    expect(memory().numTensors).toBe(before);
    expect(trained.origin).toMatchObject({
      kind: 'file',
      path: 'model.onnx',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await trainModel(optionsFor(source))).manifest.modelHash).toBe(
      trained.manifest.modelHash,
    );
    const directory = join(root, 'bundle');
    await writeBundle(directory, trained, {
      lineage: {
        gitCommit: null,
        gitDirty: null,
        dataHash: '',
        dataLabel: null,
        dataRows: 300,
        contractHash: '',
        featuresHash: '',
        settingsHash: '',
        origin: trained.origin,
      },
      profile: { schemaVersion: 1, rows: 195, columns: {}, predictions: {} },
      createdAt: '2025-01-01T00:00:00Z',
    });
    const predictor = await loadPredictor({ directory, task: numbersTask });
    expect(predictor.manifest.lineage.origin).toEqual(trained.origin);
    expect(await predictor.predict(splits.validation)).toEqual(trained.validationPredictions);
    predictor.dispose();
  });

  it('refuses a file that is not there, and one whose changes nobody would see', async () => {
    await refuses(
      optionsFor({ kind: 'file', path: 'colab.onnx' }),
      'FILE_NOT_FOUND',
      /needs the file .*colab\.onnx/,
    );
    await refuses(
      optionsFor({ kind: 'file', path: join('..', 'model.onnx') }),
      'SETTINGS_INVALID',
      /is not below .*train: a change of the file would not be noticed/,
    );
    const written = await layersModelToFiles(modelOf(3, 2));
    writeFileSync(join(folders.stage, 'model.json'), written['model.json']);
    await refuses(
      optionsFor({ kind: 'file', path: 'model.json' }),
      'FILE_NOT_FOUND',
      /needs the file .*weights\.bin/,
    );
  });

  it('refuses another word for a source', async () => {
    const settings = { source: 'onnx' } as unknown as TrainModelOptions['settings'];
    await refuses(
      { ...optionsFor('layers'), ...(settings && { settings }) },
      'SETTINGS_INVALID',
      /source: is 'layers', \{ kind: 'command'/,
    );
  });
});
