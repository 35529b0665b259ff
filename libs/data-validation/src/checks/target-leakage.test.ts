import { describe, it } from 'vitest';
import { csv, expectCheck } from '../../test/expect-check.ts';

describe('targetLeakage', () => {
  it('finds a number and a word that tell the class', () =>
    expectCheck('targetLeakage', {
      settings: { targetLeakage: { allow: ['b'] } },
      passing: csv('a,b,y', 50, (i) => `${(i * 7) % 50},1,${i % 2 ? 'yes' : 'no'}`),
      failing: csv('a,b,y', 50, (i) => `${i % 2 ? 100 + i : i},1,${i % 2 ? 'yes' : 'no'}`),
      expected: {
        status: 'warn',
        reason: 'targetLeakage',
        column: 'a',
        received:
          'tells y by itself (AUC 1); if it is not known when predicting, give it the role leak',
      },
    }));
});
