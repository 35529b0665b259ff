import { describe, it } from 'vitest';
import { z } from 'zod';
import { expectCheck } from '../../test/expect-check.ts';

describe('unique', () => {
  it('finds an id seen before and ignores missing ones', () =>
    expectCheck('unique', {
      row: z.object({
        a: z.string().nullable().meta({ role: 'id' }),
        b: z.number(),
        y: z.enum(['no', 'yes']).meta({ role: 'target' }),
      }),
      passing: 'a,b,y\nx,1,no\n,1,no\n,1,no\n',
      failing: 'a,b,y\nx,1,no\nz,1,no\nx,2,yes\n',
      expected: {
        status: 'fail',
        reason: 'notUnique',
        column: 'a',
        received: '1 row with a value seen before',
        rows: [3],
      },
    }));
});
