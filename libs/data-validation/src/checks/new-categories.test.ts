import { describe, it } from 'vitest';
import { z } from 'zod';
import { expectCheck } from '../../test/expect-check.ts';

describe('newCategories', () => {
  it('names a category that only the test file has', () =>
    expectCheck('newCategories', {
      row: z.object({
        a: z.enum(['red', 'blue']),
        b: z.number(),
        y: z.enum(['no', 'yes']).meta({ role: 'target' }),
      }),
      split: { strategy: 'official' },
      passing: 'a,b,y\nred,1,no\n',
      failing: 'a,b,y\nred,1,no\n',
      passingTest: 'a,b,y\nred,2,no\n',
      failingTest: 'a,b,y\nblue,2,no\n',
      expected: {
        status: 'warn',
        reason: 'notInSet',
        column: 'a',
        received: "test.csv: 'blue' in 1 row",
      },
    }));
});
