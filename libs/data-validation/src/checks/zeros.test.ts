import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('zeros', () => {
  it('counts zeros', () =>
    expectCheck('zeros', {
      settings: { zeros: { columns: { a: 0.5 } } },
      passing: 'a,b,y\n0,1,no\n2,1,no\n',
      failing: 'a,b,y\n0,1,no\n0,1,no\n1,1,no\n',
      expected: {
        status: 'fail',
        reason: 'distribution',
        column: 'a',
        received: '66.7 % zeros (2 rows)',
        rows: [1, 2],
      },
    }));
});
