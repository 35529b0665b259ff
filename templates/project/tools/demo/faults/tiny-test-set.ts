import type { Fault } from '../fault.ts';

/** A test split of a dozen rows can show anything. */
export const tinyTestSet: Fault = {
  name: 'tiny-test-set',
  title: 'the test split is too small to decide anything',
  stoppedBy: 'evaluate',
  exitCode: 4,
  says: /inconclusive|too few|rows|decide/i,
  inject: async (sandbox) => {
    sandbox.edit(['data', 'dataset.ts'], /test: 0\.\d+/, 'test: 0.003');
    sandbox.edit(
      ['evaluate', 'gate.config.ts'],
      "onInconclusive: 'warn'",
      "onInconclusive: 'block'",
    );
    return 'The test split was cut to 0.3 % of the rows, and the gate told to stop when it cannot decide.';
  },
};
