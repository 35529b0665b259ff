import { describe, it } from 'vitest';
import { z } from 'zod';
import { expectCheck } from '../../test/expect-check.ts';

describe('range', () => {
  it('finds rows on both sides of the bounds', () =>
    expectCheck('range', {
      row: z.object({
        a: z.number().min(0).max(9),
        y: z.enum(['no', 'yes']).meta({ role: 'target' }),
      }),
      passing: 'a,y\n0,no\n9,yes\n',
      failing: 'a,y\n-1,no\n3,yes\n10,no\n11,no\n',
      expected: {
        status: 'fail',
        reason: 'outOfRange',
        column: 'a',
        received: '1 row below 0 (row 1: -1), 2 rows above 9 (first row 3: 10)',
        rows: [1, 3, 4],
      },
    }));
});
