import { describe, expect, it } from 'vitest';
import { clopperPearson } from './clopper-pearson.ts';

describe('clopperPearson', () => {
  it('has the closed forms at no failure and at nothing but failures', () => {
    expect(clopperPearson(0, 100, 0.95).upper).toBeCloseTo(1 - 0.05 ** (1 / 100), 12);
    expect(clopperPearson(100, 100, 0.95).lower).toBeCloseTo(0.05 ** (1 / 100), 12);
    expect(clopperPearson(0, 100, 0.95).lower).toBe(0);
    expect(clopperPearson(100, 100, 0.95).upper).toBe(1);
  });

  it('solves the binomial tail, summed by hand', () => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
    const atMost = (k: number, n: number, p: number) =>
      Array.from({ length: k + 1 }, (_, i) => choose(n, i) * p ** i * (1 - p) ** (n - i)).reduce(
        (a, b) => a + b,
      );
    for (const [k, n, confidence] of [
      [3, 20, 0.95],
      [10, 50, 0.9],
      [1, 7, 0.99],
    ] as const) {
      const { lower, upper } = clopperPearson(k, n, confidence);
      expect(atMost(k, n, upper)).toBeCloseTo(1 - confidence, 10);
      expect(1 - atMost(k - 1, n, lower)).toBeCloseTo(1 - confidence, 10);
    }
  });

  it('mirrors failures and successes, holds for millions, and knows nothing of no rows', () => {
    const { lower, upper } = clopperPearson(4, 30, 0.95);
    expect(clopperPearson(26, 30, 0.95)).toEqual({
      lower: expect.closeTo(1 - upper, 10),
      upper: expect.closeTo(1 - lower, 10),
    });
    const large = clopperPearson(50_000, 5_000_000, 0.95);
    expect(large.lower).toBeCloseTo(0.01 - 1.645 * Math.sqrt((0.01 * 0.99) / 5e6), 6);
    expect(clopperPearson(0, 0, 0.95)).toEqual({ lower: 0, upper: 1 });
  });
});
