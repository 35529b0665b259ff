import { describe, it } from 'vitest';
import { z } from 'zod';
import { expectCheck } from '../../test/expect-check.ts';

describe('freshness', () => {
  it('measures against the day the data was taken', () =>
    expectCheck('freshness', {
      row: z.object({
        at: z.iso.datetime().meta({ role: 'timestamp' }),
        b: z.number(),
        y: z.enum(['no', 'yes']).meta({ role: 'target' }),
      }),
      settings: { freshness: { maxAgeDays: 7 } },
      capturedAt: '2025-03-10T00:00:00Z',
      passing: 'at,b,y\n2025-03-04T00:00:00Z,1,no\n',
      failing: 'at,b,y\n2025-01-01T00:00:00Z,1,no\n2025-02-28T00:00:00Z,1,no\n',
      expected: {
        status: 'fail',
        reason: 'stale',
        column: 'at',
        received: 'latest value 2025-02-28, 10 days before the data was taken in',
      },
    }));
});
