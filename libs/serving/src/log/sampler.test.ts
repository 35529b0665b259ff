import { describe, expect, it } from 'vitest';
import { createSampler } from './sampler.ts';

const take = (sampler: () => boolean, rows: number) =>
  Array.from({ length: rows }, sampler).filter(Boolean).length;

describe('createSampler', () => {
  it('takes the share asked for, from none to all', () => {
    const limits = { linesPerSecond: 1e9, burstLines: 1e9 };
    let call = 0;
    const random = () => (call++ % 4) / 4;
    expect(take(createSampler({ ...limits, share: 0.25, random }), 400)).toBe(100);
    expect(take(createSampler({ ...limits, share: 0 }), 400)).toBe(0);
    expect(take(createSampler({ ...limits, share: 1 }), 400)).toBe(400);
  });

  it('takes a burst whole and then so many rows a second', () => {
    let clock = 0;
    const sampler = createSampler({
      share: 1,
      linesPerSecond: 100,
      burstLines: 1000,
      now: () => clock,
    });
    expect(take(sampler, 5000)).toBe(1000);
    clock += 500;
    expect(take(sampler, 5000)).toBe(50);
    clock += 10;
    expect(take(sampler, 5000)).toBe(1);
    clock += 3_600_000;
    expect(take(sampler, 5000)).toBe(1000);
  });
});
