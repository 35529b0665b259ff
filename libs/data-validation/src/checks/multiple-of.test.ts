import { describe, it } from 'vitest';
import { z } from 'zod';
import { expectCheck } from '../../test/expect-check.ts';

describe('multipleOf', () => {
  it('finds a value between the steps', () =>
    expectCheck('multipleOf', {
      row: z.object({
        a: z.number().multipleOf(0.05),
        y: z.enum(['no', 'yes']).meta({ role: 'target' }),
      }),
      passing: 'a,y\n0.15,no\n2,yes\n',
      failing: 'a,y\n0.15,no\n0.17,yes\n',
      expected: {
        status: 'fail',
        reason: 'outOfRange',
        column: 'a',
        received: '1 row no multiple of 0.05 (row 2: 0.17)',
        rows: [2],
      },
    }));
});
