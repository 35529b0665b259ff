import { describe, it } from 'vitest';
import { z } from 'zod';
import { expectCheck } from '../../test/expect-check.ts';

describe('groupLeakage', () => {
  it('finds a test row of a group trained on', () =>
    expectCheck('groupLeakage', {
      row: z.object({
        g: z.string().meta({ role: 'group' }),
        a: z.number(),
        y: z.enum(['no', 'yes']).meta({ role: 'target' }),
      }),
      split: { strategy: 'official' },
      passing: 'g,a,y\nx,1,no\n',
      failing: 'g,a,y\nx,1,no\n',
      passingTest: 'g,a,y\nz,2,no\n',
      failingTest: 'g,a,y\nz,2,no\nx,3,yes\n',
      expected: {
        status: 'fail',
        reason: 'splitLeakage',
        column: null,
        received: '1 row of the test split from groups trained on',
        rows: [2],
      },
    }));
});
