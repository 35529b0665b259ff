import { describe, it } from 'vitest';
import { z } from 'zod';
import { expectCheck } from '../../test/expect-check.ts';

describe('rowSum', () => {
  it('finds the row that does not add up', () =>
    expectCheck('rowSum', {
      settings: { rowSum: { rules: [{ columns: ['a', 'b'], equals: 'c' }] } },
      row: z.object({
        a: z.number(),
        b: z.number(),
        c: z.number(),
        y: z.enum(['no', 'yes']).meta({ role: 'target' }),
      }),
      passing: 'a,b,c,y\n0.1,0.2,0.3,yes\n',
      failing: 'a,b,c,y\n1,1,2,no\n1,1,3,no\n',
      expected: {
        status: 'fail',
        reason: 'rule',
        column: null,
        received: '1 row where a + b is not c (row 2)',
        rows: [2],
      },
    }));
});
