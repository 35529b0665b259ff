import { describe, expect, it } from 'vitest';
import { earlyStopping } from './early-stopping.ts';

describe('earlyStopping', () => {
  it('stops after `patience` epochs without a fall', () => {
    const judge = earlyStopping({ patience: 2, minDelta: 0 });
    expect([0.9, 0.7, 0.8, 0.75].map((loss) => judge(loss).shouldStop)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('calls any fall the best, but renews patience only beyond minDelta', () => {
    const judge = earlyStopping({ patience: 2, minDelta: 0.1 });
    expect([1, 0.95, 0.94].map(judge)).toEqual([
      { isBest: true, shouldStop: false },
      { isBest: true, shouldStop: false },
      { isBest: true, shouldStop: true },
    ]);
  });
});
