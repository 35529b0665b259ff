import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('pairOrder', () => {
  it('finds the row in which the order is broken', () =>
    expectCheck('pairOrder', {
      settings: { pairOrder: { rules: [{ greater: 'b', than: 'a' }] } },
      passing: 'a,b,y\n1,1,yes\n,2,no\n',
      failing: 'a,b,y\n0,1,no\n3,1,no\n',
      expected: {
        status: 'fail',
        reason: 'rule',
        column: null,
        received: '1 row with b < a (row 2)',
        rows: [2],
      },
    }));
});
