import { describe, it } from 'vitest';
import { csv, expectCheck } from '../../test/expect-check.ts';

describe('splitSizes', () => {
  it('warns of a tiny test split', () =>
    expectCheck('splitSizes', {
      settings: { splitSizes: { minTest: 5 } },
      passing: csv('a,b,y', 50, (i) => `${i},1,no`),
      failing: csv('a,b,y', 10, (i) => `${i},1,no`),
      expected: {
        status: 'warn',
        reason: 'tooFewRows',
        column: null,
        received: '2 rows in the test split',
      },
    }));
});
