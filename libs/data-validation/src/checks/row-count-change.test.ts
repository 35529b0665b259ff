import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('rowCountChange', () => {
  it('compares with the rows before', () =>
    expectCheck('rowCountChange', {
      settings: { rowCountChange: { max: 0.5, previousRows: 2 } },
      passing: 'a,b,y\n1,2,no\n1,2,no\n1,2,no\n',
      failing: 'a,b,y\n1,2,no\n1,2,no\n1,2,no\n1,2,no\n',
      expected: {
        status: 'warn',
        reason: 'tooManyRows',
        column: null,
        received: '4 rows (+100 %)',
      },
    }));
});
