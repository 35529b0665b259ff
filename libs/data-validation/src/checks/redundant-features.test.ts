import { describe, it } from 'vitest';
import { csv, expectCheck } from '../../test/expect-check.ts';

describe('redundantFeatures', () => {
  it('finds a feature that repeats another', () =>
    expectCheck('redundantFeatures', {
      settings: { redundantFeatures: {} },
      passing: csv('a,b,y', 50, (i) => `${i},${(i * 7) % 50},no`),
      failing: csv('a,b,y', 50, (i) => `${i},${2 * i + 1},no`),
      expected: {
        status: 'warn',
        reason: 'distribution',
        column: 'b',
        received: 'correlation with a 1',
      },
    }));
});
