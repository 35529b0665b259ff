import type { ModelShape } from '@create-mlops/training';
import * as tf from '@tensorflow/tfjs-layers';

/**
 * The network: two hidden layers on the encoded columns. Change it as you like; training, gate, registry and service
 * take whatever it returns, as long as it maps `inputWidth` numbers to `outputs` numbers.
 */
export function buildModel({ inputWidth, outputs, problem, seed }: ModelShape): tf.LayersModel {
  const initializer = (offset: number) => tf.initializers.glorotUniform({ seed: seed + offset });
  return tf.sequential({
    layers: [
      tf.layers.dense({
        name: 'hidden_1',
        inputShape: [inputWidth],
        units: 32,
        activation: 'relu',
        kernelInitializer: initializer(1),
      }),
      tf.layers.dense({
        name: 'hidden_2',
        units: 16,
        activation: 'relu',
        kernelInitializer: initializer(2),
      }),
      tf.layers.dense({
        name: 'output',
        units: outputs,
        activation: problem === 'regression' ? 'linear' : 'softmax',
        kernelInitializer: initializer(3),
      }),
    ],
  });
}
