import { seededRandom } from '@create-mlops/statistics';
import { describe, expect, it } from 'vitest';
import { quantileBounds, valuesForUpperBound } from './quantile-bounds.ts';

const ascending = (count: number) => Float64Array.from({ length: count }, (_, index) => index + 1);

describe('quantileBounds', () => {
  it('spans the order statistics 983 to 997 of 1,000 timings for p99', () => {
    // The two-sided 95 % interval is two one-sided bounds of 97.5 %.
    const { lower, upper } = quantileBounds(ascending(1_000), 0.99, 0.975);
    expect(lower).toBeGreaterThanOrEqual(982);
    expect(lower).toBeLessThanOrEqual(984);
    expect(upper).toBeGreaterThanOrEqual(996);
    expect(upper).toBeLessThanOrEqual(997);
  });

  it('has no upper bound of p99 below 299 values', () => {
    expect(valuesForUpperBound(0.99, 0.95)).toBe(299);
    expect(quantileBounds(ascending(298), 0.99, 0.95).upper).toBe(Number.POSITIVE_INFINITY);
    expect(quantileBounds(ascending(299), 0.99, 0.95).upper).toBe(299);
  });

  it('knows nothing of nothing', () => {
    expect(quantileBounds(ascending(0), 0.5, 0.95)).toEqual({
      lower: Number.NEGATIVE_INFINITY,
      upper: Number.POSITIVE_INFINITY,
    });
  });

  it('lies above the true quantile as often as it says', () => {
    const random = seededRandom(4);
    let covered = 0;
    for (let round = 0; round < 500; round++) {
      const sorted = Float64Array.from({ length: 400 }, random).sort();
      if (quantileBounds(sorted, 0.95, 0.95).upper >= 0.95) covered++;
    }
    expect(covered / 500).toBeGreaterThan(0.93);
    expect(covered / 500).toBeLessThan(0.99);
  });
});
