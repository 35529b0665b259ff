import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../backend/open-backend.ts';
import { layersModelToFiles, loadLayersModelFiles } from './layers-model-files.ts';

const builders: Readonly<Record<string, () => tf.LayersModel>> = {
  sequential: () =>
    tf.sequential({
      layers: [
        tf.layers.dense({ inputShape: [3], units: 4, activation: 'relu' }),
        tf.layers.batchNormalization(),
        tf.layers.dense({ units: 2, name: 'answer_12' }),
      ],
    }),
  functional: () => {
    const input = tf.input({ shape: [3] });
    const dense = tf.layers.dense({ units: 4 });
    const left = dense.apply(input) as tf.SymbolicTensor;
    const right = tf.layers.dense({ units: 4 }).apply(input) as tf.SymbolicTensor;
    const sum = tf.layers.add().apply([left, right]) as tf.SymbolicTensor;
    return tf.model({
      inputs: input,
      outputs: tf.layers.dense({ units: 1 }).apply(sum) as tf.SymbolicTensor,
    });
  },
  nested: () =>
    tf.sequential({
      layers: [
        tf.layers.reshape({ inputShape: [3], targetShape: [3, 1] }),
        tf.layers.bidirectional({
          layer: tf.layers.lstm({ units: 2, returnSequences: false }),
          mergeMode: 'concat',
        }),
        tf.sequential({ layers: [tf.layers.dense({ inputShape: [4], units: 2 })] }),
      ],
    }),
};

const answer = (model: tf.LayersModel): number[] => {
  let values: number[] = [];
  tidy(() => {
    values = Array.from((model.predict(tensor([0.5, -1, 2], [1, 3])) as Tensor).dataSync());
  });
  return values;
};

describe('renumberLayers', () => {
  beforeAll(async () => {
    await openBackend('wasm');
  });

  it.each(Object.entries(builders))(
    'writes a %s model as the same bytes, however many came before',
    async (_, build) => {
      const [first, second] = [
        await layersModelToFiles(build()),
        await layersModelToFiles(build()),
      ];
      expect(Buffer.from(second['model.json']).toString()).toBe(
        Buffer.from(first['model.json']).toString(),
      );
    },
  );

  it.each(Object.entries(builders))('loads a %s model that answers the same', async (_, build) => {
    const model = build();
    const loaded = await loadLayersModelFiles(
      new Map(Object.entries(await layersModelToFiles(model))),
    );
    expect(answer(loaded)).toEqual(answer(model));
  });

  it('counts each kind from 1 and keeps names that a person gave', async () => {
    builders.sequential?.();
    const model = builders.sequential?.();
    if (!model) throw new Error('no model');
    const json = Buffer.from((await layersModelToFiles(model))['model.json']).toString();
    expect(
      JSON.parse(json).weightsManifest[0].weights.map(({ name }: { name: string }) => name),
    ).toEqual([
      'dense_Dense1/kernel',
      'dense_Dense1/bias',
      'batch_normalization_BatchNormalization1/gamma',
      'batch_normalization_BatchNormalization1/beta',
      'answer_12/kernel',
      'answer_12/bias',
      'batch_normalization_BatchNormalization1/moving_mean',
      'batch_normalization_BatchNormalization1/moving_variance',
    ]);
    expect(json).toContain('"name":"sequential_1"');
  });

  it('joins weights that a converter split over several files', async () => {
    const model = builders.sequential?.();
    if (!model) throw new Error('no model');
    const files = await layersModelToFiles(model);
    const json = JSON.parse(Buffer.from(files['model.json']).toString());
    json.weightsManifest[0].paths = ['group1-shard1of2.bin', 'group1-shard2of2.bin'];
    const loaded = await loadLayersModelFiles(
      new Map([
        ['model.json', Buffer.from(JSON.stringify(json))],
        ['group1-shard1of2.bin', files['weights.bin'].subarray(0, 10)],
        ['group1-shard2of2.bin', files['weights.bin'].subarray(10)],
      ]),
    );
    expect(answer(loaded)).toEqual(answer(model));
  });

  it('says what is broken', async () => {
    await expect(
      loadLayersModelFiles(new Map([['model.json', Buffer.from('{}')]])),
    ).rejects.toMatchObject({ code: 'BUNDLE_BROKEN' });
    await expect(loadLayersModelFiles(new Map())).rejects.toThrow(/has no model.json/);
  });
});
