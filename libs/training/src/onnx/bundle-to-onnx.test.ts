import * as tf from '@tensorflow/tfjs-layers';
import * as ort from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import type { Bundle } from '../bundle/read-bundle.ts';
import { numbersTask } from '../fixtures/numbers-task.ts';
import { numericContract, splitInOrder, syntheticTable } from '../fixtures/synthetic-data.ts';
import type { BuildModel } from '../model-shape.ts';
import { trainModel } from '../train-model.ts';
import { bundleToOnnx } from './bundle-to-onnx.ts';
import { readOnnxFacts } from './read-onnx-facts.ts';

const splits = splitInOrder(syntheticTable(300, 3));
const names = ['x0', 'x1', 'x2'];

const dense: BuildModel = ({ inputWidth, outputs, problem }) =>
  tf.sequential({
    layers: [
      tf.layers.dense({
        inputShape: [inputWidth],
        units: outputs,
        activation: problem === 'regression' ? 'linear' : 'softmax',
      }),
    ],
  });

async function bundleOf(problem: 'binary' | 'regression', buildModel = dense) {
  const trained = await trainModel({
    model: 'synthetic',
    task: numbersTask,
    splits,
    description:
      problem === 'binary'
        ? numericContract(names, 'answer', 'binary', ['no', 'yes'])
        : numericContract(names, 'value', 'regression'),
    buildModel,
    settings: { backend: 'wasm', epochs: 2 },
  });
  const bundle: Bundle = {
    manifest: {
      ...trained.manifest,
      lineage: {
        gitCommit: null,
        gitDirty: null,
        dataHash: '',
        dataLabel: null,
        dataRows: 300,
        contractHash: '',
        featuresHash: '',
        settingsHash: '',
      },
      createdAt: '',
      files: {},
    },
    files: new Map(Object.entries(trained.files)),
  };
  return { bundle, trained };
}

/** What ONNX Runtime answers for the validation split. */
async function answersOf(bytes: Uint8Array, bundle: Bundle, output: string) {
  const encoder = numbersTask.loadEncoder(
    JSON.parse(new TextDecoder().decode(bundle.files.get('encoder.json'))),
  );
  const { dense: inputs } = await encoder.encode(splits.validation);
  if (inputs === undefined) throw new Error('not dense');
  const session = await ort.InferenceSession.create(bytes);
  const input = new ort.Tensor('float32', inputs, [splits.validation.rowCount, 3]);
  const answers = await session.run({ input });
  await session.release();
  const data = answers[output]?.data;
  if (!(data instanceof Float32Array)) throw new Error(`no ${output}`);
  return data;
}

describe('bundleToOnnx', () => {
  it('writes a classifier that answers the same, with classes and model hash', async () => {
    const { bundle, trained } = await bundleOf('binary');
    const { bytes, sentence } = await bundleToOnnx(bundle, numbersTask);
    expect(sentence).toBe('input [N, 3] → probabilities [N, no, yes].');
    expect(readOnnxFacts(bytes).metadata).toEqual({
      model: 'synthetic',
      model_hash: bundle.manifest.modelHash,
      task: 'numbers',
      problem: 'binary',
      target: 'answer',
      classes: '["no","yes"]',
    });
    if (trained.validationPredictions.kind !== 'classification') throw new Error('not classes');
    const { scores } = trained.validationPredictions;
    const answers = await answersOf(bytes, bundle, 'probabilities');
    expect(answers).toHaveLength(scores.length);
    for (const [at, score] of scores.entries()) expect(answers[at]).toBeCloseTo(score, 5);
  });

  it('writes how the output of a regression becomes a value', async () => {
    const { bundle, trained } = await bundleOf('regression');
    const { bytes } = await bundleToOnnx(bundle, numbersTask);
    const { target_scale: scale, target_offset: offset } = readOnnxFacts(bytes).metadata;
    if (trained.validationPredictions.kind !== 'regression') throw new Error('not values');
    const { values } = trained.validationPredictions;
    const answers = await answersOf(bytes, bundle, 'value');
    expect(answers).toHaveLength(values.length);
    for (const [at, value] of values.entries()) {
      expect((answers[at] ?? 0) * Number(scale) + Number(offset)).toBeCloseTo(value, 1);
    }
  });

  it('copies a model that came as ONNX', async () => {
    const { bundle } = await bundleOf('binary');
    const given = Uint8Array.of(1, 2, 3);
    const files = new Map([...bundle.files, ['model.onnx', given]]);
    expect((await bundleToOnnx({ ...bundle, files }, numbersTask)).bytes).toBe(given);
  });

  it('refuses a layer without a counterpart by its name', async () => {
    const { bundle } = await bundleOf('binary', ({ inputWidth, outputs }) =>
      tf.sequential({
        layers: [
          tf.layers.reshape({ inputShape: [inputWidth], targetShape: [inputWidth, 1] }),
          tf.layers.simpleRNN({ units: 4, name: 'memory' }),
          tf.layers.dense({ units: outputs, activation: 'softmax' }),
        ],
      }),
    );
    await expect(bundleToOnnx(bundle, numbersTask)).rejects.toMatchObject({
      code: 'LAYER_UNSUPPORTED',
      message: expect.stringMatching(/memory \(SimpleRNN\)/),
    });
  });
});
