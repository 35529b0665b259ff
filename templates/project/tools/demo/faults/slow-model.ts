import { allowAnyQuality } from '../allow-any-quality.ts';
import type { Fault } from '../fault.ts';

/** A clever layer that takes its time on every request. */
export const slowModel: Fault = {
  name: 'slow-model',
  title: 'the model answers too slowly',
  stoppedBy: 'evaluate',
  exitCode: 4,
  says: /latency|ms|slow/i,
  inject: async (sandbox) => {
    sandbox.edit(['train', 'model.ts'], /export function buildModel[\s\S]*$/, slowSource);
    sandbox.edit(['train', 'train.config.ts'], /epochs: \d+/, 'epochs: 1');
    allowAnyQuality(sandbox);
    sandbox.edit(
      ['evaluate', 'gate.config.ts'],
      /latency: \{[^}]*\}/,
      "latency: { p99Ms: 5, onFail: 'block' }",
    );
    return 'The network reads each row in 200 steps, one after the other; the gate allows 5 ms.';
  },
};

const slowSource = `export function buildModel({ inputShape, outputs, problem, seed }: ModelShape): tf.LayersModel {
  const input = tf.input({ shape: [...inputShape] });
  const flat = (
    inputShape.length > 1 ? tf.layers.flatten({ name: 'flat' }).apply(input) : input
  ) as tf.SymbolicTensor;
  const hidden = tf.layers
    .dense({ name: 'hidden', units: 32, activation: 'relu', kernelInitializer: tf.initializers.glorotUniform({ seed }) })
    .apply(flat) as tf.SymbolicTensor;
  const steps = tf.layers.repeatVector({ name: 'steps', n: 200 }).apply(hidden) as tf.SymbolicTensor;
  const slow = tf.layers
    .simpleRNN({
      name: 'slow',
      units: 4,
      kernelInitializer: tf.initializers.glorotUniform({ seed: seed + 1 }),
      recurrentInitializer: tf.initializers.glorotUniform({ seed: seed + 2 }),
    })
    .apply(steps) as tf.SymbolicTensor;
  const all = tf.layers.concatenate({ name: 'all' }).apply([hidden, slow]) as tf.SymbolicTensor;
  const output = tf.layers
    .dense({
      name: 'output',
      units: outputs,
      activation: problem === 'regression' ? 'linear' : 'softmax',
      kernelInitializer: tf.initializers.glorotUniform({ seed: seed + 3 }),
    })
    .apply(all) as tf.SymbolicTensor;
  return tf.model({ inputs: input, outputs: output });
}
`;
