import type { ModelShape } from '@create-mlops/training';
import * as tf from '@tensorflow/tfjs-layers';

/** `encoding.vocabulary` of train.config.ts, which is 5,000 unless set, and two more: padding and unknown words. */
const WORD_NUMBERS = 5_000 + 2;

/**
 * A vector per word, windows of three words, and the strongest answer of each window detector anywhere in the text. It
 * reads the numbers that `encoding: { kind: 'tokens' }` gives to words; model.ts says how to switch to it.
 */
export function buildModel({ inputWidth, outputs, problem, seed }: ModelShape): tf.LayersModel {
  const initializer = (offset: number) => tf.initializers.glorotUniform({ seed: seed + offset });
  return tf.sequential({
    layers: [
      tf.layers.embedding({
        name: 'words',
        inputDim: WORD_NUMBERS,
        outputDim: 32,
        inputLength: inputWidth,
        embeddingsInitializer: tf.initializers.randomUniform({
          minval: -0.05,
          maxval: 0.05,
          seed: seed + 1,
        }),
      }),
      tf.layers.conv1d({
        name: 'windows',
        filters: 32,
        kernelSize: 3,
        padding: 'same',
        activation: 'relu',
        kernelInitializer: initializer(2),
      }),
      tf.layers.globalMaxPooling1d({ name: 'strongest' }),
      tf.layers.dropout({ name: 'dropout', rate: 0.3, seed: seed + 3 }),
      tf.layers.dense({
        name: 'output',
        units: outputs,
        activation: problem === 'regression' ? 'linear' : 'softmax',
        kernelInitializer: initializer(4),
      }),
    ],
  });
}
