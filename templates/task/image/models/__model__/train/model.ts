import type { ModelShape } from '@create-mlops/training';
import * as tf from '@tensorflow/tfjs-layers';

/** Pooling halves a picture until it is about this many pixels wide. */
const smallest = 8;
const mostBlocks = 4;

/**
 * The network: blocks of a convolution and a pooling, 16 filters at first and twice as many in each next block, then a
 * layer that sees the whole picture. Change it as you like; training, gate, registry and service take whatever it
 * returns, as long as it maps a picture of `inputShape` to `outputs` numbers.
 */
export function buildModel({ inputShape, outputs, problem, seed }: ModelShape): tf.LayersModel {
  const [height = 1, width = 1] = inputShape;
  const initializer = (offset: number) => tf.initializers.heNormal({ seed: seed + offset });
  const halvings = Math.floor(Math.log2(Math.min(height, width) / smallest)) + 1;
  const blocks = Math.min(mostBlocks, Math.max(1, halvings));

  const model = tf.sequential();
  for (let block = 1; block <= blocks; block++) {
    model.add(
      tf.layers.conv2d({
        name: `convolution_${block}`,
        ...(block === 1 ? { inputShape: [...inputShape] } : {}),
        filters: 8 * 2 ** block,
        kernelSize: 3,
        padding: 'same',
        activation: 'relu',
        kernelInitializer: initializer(block),
      }),
    );
    model.add(tf.layers.maxPooling2d({ name: `pooling_${block}`, poolSize: 2 }));
  }
  model.add(tf.layers.flatten({ name: 'flat' }));
  model.add(
    tf.layers.dense({
      name: 'hidden',
      units: 64,
      activation: 'relu',
      kernelInitializer: initializer(blocks + 1),
    }),
  );
  model.add(
    tf.layers.dense({
      name: 'output',
      units: outputs,
      activation: problem === 'regression' ? 'linear' : 'softmax',
      kernelInitializer: initializer(blocks + 2),
    }),
  );
  return model;
}
