import type { Fault } from '../fault.ts';

/** More weights than the place where it runs can hold. */
export const oversizedModel: Fault = {
  name: 'oversized-model',
  title: 'the bundle is larger than allowed',
  stoppedBy: 'evaluate',
  exitCode: 4,
  says: /MB|size|large/i,
  inject: async (sandbox) => {
    sandbox.edit(['train', 'model.ts'], /units: \d+/g, 'units: 1024');
    sandbox.edit(['train', 'train.config.ts'], /epochs: \d+/, 'epochs: 2');
    sandbox.edit(['evaluate', 'gate.config.ts'], /maxMb: \d+/, 'maxMb: 2');
    return 'Every hidden layer got 1,024 units; the gate allows 2 MB, as for a small device.';
  },
};
