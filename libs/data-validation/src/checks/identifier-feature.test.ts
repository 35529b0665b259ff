import { describe, it } from 'vitest';
import { z } from 'zod';
import { csv, expectCheck } from '../../test/expect-check.ts';

describe('identifierFeature', () => {
  it('finds a text that is different in every row', () =>
    expectCheck('identifierFeature', {
      row: z.object({ a: z.string(), y: z.enum(['no', 'yes']).meta({ role: 'target' }) }),
      passing: csv('a,y', 50, (i) => `n${i % 9},no`),
      failing: csv('a,y', 50, (i) => `n${i},no`),
      expected: {
        status: 'warn',
        reason: 'distribution',
        column: 'a',
        received: '100 % of its values are distinct',
      },
    }));
});
