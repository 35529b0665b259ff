import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('monotone', () => {
  it('finds the row that falls', () =>
    expectCheck('monotone', {
      settings: { monotone: { columns: { a: 'increasing' } } },
      passing: 'a,b,y\n0,1,yes\n2,2,no\n2,2,no\n',
      failing: 'a,b,y\n0,1,no\n3,1,no\n2,1,no\n4,2,no\n',
      expected: {
        status: 'fail',
        reason: 'rule',
        column: 'a',
        received: '1 row not increasing (row 3)',
        rows: [3],
      },
    }));
});
