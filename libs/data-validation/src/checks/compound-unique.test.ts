import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('compoundUnique', () => {
  it('finds a combination seen before', () =>
    expectCheck('compoundUnique', {
      settings: { compoundUnique: { keys: [['a', 'b']] } },
      passing: 'a,b,y\n1,2,no\n1,3,no\n2,2,no\n',
      failing: 'a,b,y\n1,2,no\n1,3,no\n1,2,yes\n',
      expected: {
        status: 'fail',
        reason: 'notUnique',
        column: null,
        received: '1 row with a combination of a + b seen before',
        rows: [3],
      },
    }));
});
