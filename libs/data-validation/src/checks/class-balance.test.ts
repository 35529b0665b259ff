import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('classBalance', () => {
  it('names the rarest class', () =>
    expectCheck('classBalance', {
      settings: { classBalance: { minShare: 0.25 } },
      passing: 'a,b,y\n1,2,no\n1,2,no\n1,2,no\n1,2,yes\n',
      failing: 'a,b,y\n1,2,no\n1,2,no\n1,2,no\n1,2,no\n1,2,yes\n',
      expected: {
        status: 'fail',
        reason: 'classImbalance',
        column: 'y',
        received: "rarest class 'yes' is 20 % (1 of 5)",
      },
    }));
});
