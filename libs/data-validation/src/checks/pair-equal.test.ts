import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('pairEqual', () => {
  it('finds the row in which the two differ', () =>
    expectCheck('pairEqual', {
      settings: { pairEqual: { rules: [{ left: 'a', right: 'b' }] } },
      passing: 'a,b,y\n1,1,yes\n,,no\n',
      failing: 'a,b,y\n1,1,no\n3,,no\n',
      expected: {
        status: 'fail',
        reason: 'rule',
        column: null,
        received: '1 row with a ≠ b (row 2)',
        rows: [2],
      },
    }));
});
