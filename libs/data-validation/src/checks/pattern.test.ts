import { describe, it } from 'vitest';
import { z } from 'zod';
import { expectCheck } from '../../test/expect-check.ts';

describe('pattern', () => {
  it('finds a text that does not match', () =>
    expectCheck('pattern', {
      row: z.object({
        a: z.string().regex(/^[A-Z]{2}$/),
        y: z.enum(['no', 'yes']).meta({ role: 'target' }),
      }),
      passing: 'a,y\nDE,no\nFR,yes\n',
      failing: 'a,y\nDE,no\nfr,yes\n',
      expected: {
        status: 'fail',
        reason: 'patternMismatch',
        column: 'a',
        received: '1 row not like /^[A-Z]{2}$/ (row 2: fr)',
        rows: [2],
      },
    }));
});
