import { describe, it } from 'vitest';
import { z } from 'zod';
import { expectCheck } from '../../test/expect-check.ts';

describe('refinement', () => {
  it('asks zod where SQL cannot', () =>
    expectCheck('refinement', {
      row: z.object({
        a: z.number().refine((value) => value % 2 === 0),
        y: z.enum(['no', 'yes']).meta({ role: 'target' }),
      }),
      passing: 'a,y\n2,no\n4,yes\n',
      failing: 'a,y\n2,no\n3,yes\nx,no\n',
      expected: {
        status: 'fail',
        reason: 'refinementFailed',
        column: 'a',
        received: '1 row refused by the contract (row 2: 3)',
        rows: [2],
      },
    }));
});
