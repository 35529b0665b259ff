import type { ModelShape } from '@create-mlops/training';
import * as tf from '@tensorflow/tfjs-layers';

/**
 * The model: one weight per n-gram and class, and a softmax over the sums, which is logistic regression. It is hard to beat
 * on short texts, trains in seconds and shows which words weigh. Change it as you like; training, gate, registry and
 * service take whatever it returns, as long as it maps `inputWidth` numbers to `outputs` numbers.
 *
 * To learn from words in their order instead, replace this file by
 * `export { buildModel } from './embedding-model.ts';` and set `encoding: { kind: 'tokens' }` in train.config.ts.
 */
export function buildModel({ inputWidth, outputs, problem, seed }: ModelShape): tf.LayersModel {
  return tf.sequential({
    layers: [
      tf.layers.dense({
        name: 'output',
        inputShape: [inputWidth],
        units: outputs,
        activation: problem === 'regression' ? 'linear' : 'softmax',
        kernelInitializer: tf.initializers.glorotUniform({ seed: seed + 1 }),
      }),
    ],
  });
}
