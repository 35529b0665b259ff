import { describe, it } from 'vitest';
import { csv, expectCheck } from '../../test/expect-check.ts';

describe('outliersIqr', () => {
  it('finds values far outside the quartiles', () =>
    expectCheck('outliersIqr', {
      settings: { outliersIqr: { columns: ['a'] } },
      passing: csv('a,b,y', 50, (i) => `${i},1,no`),
      failing: csv('a,b,y', 50, (i) => `${i === 7 ? 1000 : i},1,no`),
      expected: {
        status: 'warn',
        reason: 'outliers',
        column: 'a',
        received: '2 % outside (1 row)',
        rows: [8],
      },
    }));
});
