import { describe, it } from 'vitest';
import { z } from 'zod';
import { expectCheck } from '../../test/expect-check.ts';

describe('paddedText', () => {
  it('finds white space around a text', () =>
    expectCheck('paddedText', {
      row: z.object({ a: z.string(), y: z.enum(['no', 'yes']).meta({ role: 'target' }) }),
      passing: 'a,y\nx y,no\n',
      failing: 'a,y\nx,no\nx ,no\n',
      expected: {
        status: 'warn',
        reason: 'patternMismatch',
        column: 'a',
        received: '1 row with white space around (row 2)',
        rows: [2],
      },
    }));
});
