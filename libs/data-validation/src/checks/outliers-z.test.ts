import { describe, it } from 'vitest';
import { csv, expectCheck } from '../../test/expect-check.ts';

describe('outliersZ', () => {
  it('finds values many deviations from the mean', () =>
    expectCheck('outliersZ', {
      settings: { outliersZ: { columns: ['a'] } },
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
