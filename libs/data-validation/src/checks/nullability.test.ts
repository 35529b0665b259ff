import { describe, it } from 'vitest';
import { z } from 'zod';
import { expectCheck } from '../../test/expect-check.ts';

describe('nullability', () => {
  it('finds the row without a value', () =>
    expectCheck('nullability', {
      row: z.object({ a: z.number(), y: z.enum(['no', 'yes']).meta({ role: 'target' }) }),
      passing: 'a,y\n1,no\n2,yes\n',
      failing: 'a,y\n1,no\n,yes\n',
      expected: {
        status: 'fail',
        reason: 'notNullable',
        column: 'a',
        received: '1 row without a value (row 2)',
        rows: [2],
      },
    }));
});
