import { describe, expect, it } from 'vitest';
import { estimateDistinct } from './column-parts.ts';
import { quantile, sortedNumbers } from './quantile.ts';

describe('quantile', () => {
  it('is linear between order statistics', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect([0, 1].map((p) => quantile([1, 2, 9], p))).toEqual([1, 9]);
    expect(quantile([7], 0.3)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
    expect(sortedNumbers([3, null, 1])).toEqual([1, 3]);
  });
});

describe('estimateDistinct', () => {
  it('is exact for the whole and for values seen twice, and grows with values seen once', () => {
    expect(estimateDistinct(['a', 'b', null, 'b'], 3)).toBe(2);
    expect(estimateDistinct(['a', 'a', 'b', 'b'], 4_000)).toBe(2);
    expect(estimateDistinct([1, 2, 3, 4], 400)).toBe(40);
    expect(estimateDistinct([], 0)).toBe(0);
  });
});
