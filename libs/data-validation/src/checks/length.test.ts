import { describe, it } from 'vitest';
import { z } from 'zod';
import { expectCheck } from '../../test/expect-check.ts';

describe('length', () => {
  it('finds a text that is too long', () =>
    expectCheck('length', {
      row: z.object({ a: z.string().max(2), y: z.enum(['no', 'yes']).meta({ role: 'target' }) }),
      passing: 'a,y\nab,no\n😀😀,yes\n',
      failing: 'a,y\nab,no\nabc,yes\n',
      expected: {
        status: 'fail',
        reason: 'lengthOutOfRange',
        column: 'a',
        received: '1 row longer than 2 characters (row 2: abc)',
        rows: [2],
      },
    }));
});
