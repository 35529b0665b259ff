import { einsum, reshape, type Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../backend/open-backend.ts';
import { numbersTask } from '../fixtures/numbers-task.ts';
import { numericContract, splitInOrder, syntheticTable } from '../fixtures/synthetic-data.ts';
import { trainModel } from '../train-model.ts';
import { explainOperation, requireTrainable } from './untrainable.ts';

const { layers } = tf;
const refusal = (message: RegExp, hint: RegExp) =>
  expect.objectContaining({
    code: 'LAYER_UNSUPPORTED',
    message: expect.stringMatching(message),
    hint: expect.stringMatching(hint),
  });

/** A layer of the user's own with an operation that the wasm backend lacks. */
class Einsum extends layers.Layer {
  static className = 'OwnEinsum';
  override call(inputs: Tensor | Tensor[]): Tensor {
    const [input] = Array.isArray(inputs) ? inputs : [inputs];
    if (!input) throw new Error('no input');
    return reshape(einsum('ij,ij->i', input, input), [-1, 1]);
  }
  override computeOutputShape(): tf.Shape {
    return [null, 1];
  }
}

describe('requireTrainable', () => {
  beforeAll(async () => {
    await openBackend('wasm');
  });

  it.each([
    [
      'conv1d',
      () =>
        layers.conv1d({
          inputShape: [9, 2],
          filters: 2,
          kernelSize: 2,
          dilationRate: 2,
          name: 'wide',
        }),
    ],
    [
      'conv2d',
      () =>
        layers.conv2d({
          inputShape: [9, 9, 2],
          filters: 2,
          kernelSize: 2,
          dilationRate: [1, 2],
          name: 'wide',
        }),
    ],
    [
      'separableConv2d',
      () =>
        layers.separableConv2d({
          inputShape: [9, 9, 2],
          filters: 2,
          kernelSize: 2,
          dilationRate: [2, 2],
          name: 'wide',
        }),
    ],
  ])('refuses a dilated %s by name on every backend, also inside a model', (_, layer) => {
    const model = tf.sequential({
      layers: [tf.sequential({ layers: [layer()] }), layers.flatten()],
    });
    for (const backend of ['wasm', 'cpu', 'tfjs-node'] as const) {
      expect(() => requireTrainable(model, backend)).toThrow(
        refusal(/The layer wide \(\w+\) cannot be trained: no backend/, /larger kernelSize/),
      );
    }
  });

  it('refuses conv3d behind a layer that learns, on wasm only, and takes it in front', () => {
    const conv3d = (name: string) =>
      layers.conv3d({ inputShape: [4, 4, 4, 1], filters: 1, kernelSize: 2, name });
    const stacked = tf.sequential({ layers: [conv3d('first'), conv3d('second')] });
    expect(() => requireTrainable(stacked, 'wasm')).toThrow(
      refusal(/The layer second \(Conv3D\) cannot be trained on wasm/, /Keep one conv3d/),
    );
    requireTrainable(stacked, 'cpu');
    requireTrainable(tf.sequential({ layers: [conv3d('only'), layers.flatten()] }), 'wasm');
  });

  it('is what training asks before its first epoch', async () => {
    const training = trainModel({
      model: 'synthetic',
      task: numbersTask,
      splits: splitInOrder(syntheticTable(100, 3)),
      description: numericContract(['x0', 'x1', 'x2'], 'value', 'regression'),
      settings: { backend: 'wasm', epochs: 1 },
      buildModel: ({ inputWidth }) =>
        tf.sequential({
          layers: [
            layers.reshape({ inputShape: [inputWidth], targetShape: [inputWidth, 1] }),
            layers.conv1d({ filters: 1, kernelSize: 2, dilationRate: 2, name: 'wide' }),
            layers.flatten(),
          ],
        }),
    });
    await expect(training).rejects.toThrow(refusal(/The layer wide/, /dilationRate/));
  });
});

describe('explainOperation', () => {
  it('names an operation of a layer of the user’s own that the backend lacks', async () => {
    const training = trainModel({
      model: 'synthetic',
      task: numbersTask,
      splits: splitInOrder(syntheticTable(100, 3)),
      description: numericContract(['x0', 'x1', 'x2'], 'value', 'regression'),
      settings: { backend: 'wasm', epochs: 1 },
      buildModel: ({ inputWidth }) =>
        tf.sequential({
          layers: [layers.inputLayer({ inputShape: [inputWidth] }), new Einsum({})],
        }),
    });
    await expect(training).rejects.toThrow(
      refusal(/uses the operation Einsum, which the backend wasm cannot/, /tf\.matMul with/),
    );
  });

  it('leaves every other error as it is', () => {
    const error = new Error('something else');
    expect(explainOperation(error)).toBe(error);
    expect(explainOperation('text')).toBe('text');
  });
});
