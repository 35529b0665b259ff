import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { csv } from '../../test/expect-check.ts';
import { findingsOf, validateText } from '../../test/validate-text.ts';
import type { Evidence } from '../evidence.ts';
import { timeLeakage } from './time-leakage.ts';

describe('timeLeakage', () => {
  it('passes a split by time', async () => {
    const row = z.object({
      at: z.iso.datetime().meta({ role: 'timestamp' }),
      a: z.number(),
      y: z.boolean().meta({ role: 'target' }),
    });
    const text = csv(
      'at,a,y',
      40,
      (i) => `2025-01-${10 + ((i * 7) % 20)}T00:00:00Z,${i},${i % 2 === 0}`,
    );
    const report = await validateText({ row, text, split: { strategy: 'time' } });
    expect(findingsOf(report, 'timeLeakage')).toMatchObject([{ status: 'pass' }]);
  });

  it('finds test rows older than the training rows', () => {
    const times = { count: 2, rows: [3, 4], first: null };
    const evidence = { overlap: { times, groups: null, features: times } } as unknown as Evidence;
    expect(timeLeakage.prepare({}).judge(evidence)).toMatchObject([
      { holds: false, reason: 'splitLeakage', count: 2, rows: [3, 4] },
    ]);
  });
});
