import { describe, it } from 'vitest';
import { z } from 'zod';
import { expectCheck } from '../../test/expect-check.ts';

describe('blankText', () => {
  it('finds a text of white space only', () =>
    expectCheck('blankText', {
      row: z.object({ a: z.string(), y: z.enum(['no', 'yes']).meta({ role: 'target' }) }),
      passing: 'a,y\nx,no\n',
      failing: 'a,y\nx,no\n\u0020,no\n',
      expected: {
        status: 'warn',
        reason: 'patternMismatch',
        column: 'a',
        received: '1 row blank (row 2)',
        rows: [2],
      },
    }));
});
