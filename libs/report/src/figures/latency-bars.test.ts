import { describe, expect, it } from 'vitest';
import { readSvg } from '../__fixtures__/read-svg.ts';
import { latencyBars } from './latency-bars.ts';

const times = { p50: 0.0096, p95: 0.0147, p99: 0.081, calls: 1000 };

describe('latencyBars', () => {
  it('writes each percentile with its unit', () => {
    const { texts } = readSvg(latencyBars({ ...times, limitMs: null }));
    expect(texts).toEqual(
      expect.arrayContaining(['p50', '0.0096 ms', 'p99', '0.081 ms', 'milliseconds']),
    );
  });

  it('draws a limit that is near, not one that would squash the bars', () => {
    expect(readSvg(latencyBars({ ...times, limitMs: 0.1 })).texts).toContain('limit');
    expect(readSvg(latencyBars({ ...times, limitMs: 50 })).texts).not.toContain('limit');
  });
});
