import { describe, it } from 'vitest';
import { z } from 'zod';
import { expectCheck } from '../../test/expect-check.ts';

describe('categories', () => {
  it('finds a value outside the vocabulary', () =>
    expectCheck('categories', {
      row: z.object({
        a: z.enum(['red', 'blue']),
        y: z.enum(['no', 'yes']).meta({ role: 'target' }),
      }),
      passing: 'a,y\nred,no\nblue,yes\n',
      failing: 'a,y\nred,no\ngreen,yes\n',
      expected: {
        status: 'fail',
        reason: 'notInSet',
        column: 'a',
        received: '1 row outside the list (row 2: green)',
        rows: [2],
      },
    }));
});
