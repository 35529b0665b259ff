import { allowAnyQuality } from '../allow-any-quality.ts';
import type { Fault } from '../fault.ts';

/** More weights than the place where it runs can hold. */
export const oversizedModel: Fault = {
  name: 'oversized-model',
  title: 'the bundle is larger than allowed',
  stoppedBy: 'evaluate',
  exitCode: 4,
  says: /MB|size|large/i,
  inject: async (sandbox) => {
    sandbox.edit(['train', 'model.ts'], /export function buildModel[\s\S]*$/, wideSource);
    sandbox.edit(['train', 'train.config.ts'], /epochs: \d+/, 'epochs: 2');
    allowAnyQuality(sandbox);
    sandbox.edit(['evaluate', 'gate.config.ts'], /maxMb: \d+/, 'maxMb: 2');
    return 'The model got two hidden layers of 1,024 units; the gate allows 2 MB, as for a small device.';
  },
};

const wideSource = `export function buildModel({ inputWidth, inputShape, outputs, problem, seed }: ModelShape): tf.LayersModel {
  const wide = (name: string, offset: number) =>
    tf.layers.dense({
      name,
      units: 1024,
      activation: 'relu',
      kernelInitializer: tf.initializers.glorotUniform({ seed: seed + offset }),
    });
  return tf.sequential({
    layers: [
      tf.layers.reshape({ name: 'row', inputShape: [...inputShape], targetShape: [inputWidth] }),
      wide('hidden_1', 1),
      wide('hidden_2', 2),
      tf.layers.dense({
        name: 'output',
        units: outputs,
        activation: problem === 'regression' ? 'linear' : 'softmax',
        kernelInitializer: tf.initializers.glorotUniform({ seed: seed + 3 }),
      }),
    ],
  });
}
`;
