import { describe, it } from 'vitest';
import { z } from 'zod';
import { expectCheck } from '../../test/expect-check.ts';

describe('futureTimestamps', () => {
  it('finds a row from after the data was taken', () =>
    expectCheck('futureTimestamps', {
      row: z.object({
        at: z.iso.datetime().meta({ role: 'timestamp' }),
        b: z.number(),
        y: z.enum(['no', 'yes']).meta({ role: 'target' }),
      }),
      capturedAt: '2025-03-10T00:00:00Z',
      passing: 'at,b,y\n2025-03-10T00:00:00Z,1,no\n',
      failing: 'at,b,y\n2025-01-01T00:00:00Z,1,no\n2025-03-11T00:00:00Z,1,no\n',
      expected: {
        status: 'warn',
        reason: 'outOfRange',
        column: 'at',
        received: '1 row after 2025-03-10 (row 2: 2025-03-11T00:00:00Z)',
        rows: [2],
      },
    }));
});
