import { describe, expect, it } from 'vitest';
import { singleFeatureScore } from './single-feature-score.ts';

const range = (n: number) => Array.from({ length: n }, (_, index) => index);
const halves = range(40).map((i) => (i < 20 ? 'no' : 'yes'));

describe('singleFeatureScore', () => {
  it('is 1 for what gives the target away, whichever way round', () => {
    expect(singleFeatureScore(range(40), halves, 'binary')).toEqual({ score: 1, method: 'AUC' });
    expect(singleFeatureScore(range(40).reverse(), halves, 'binary')?.score).toBe(1);
    expect(
      singleFeatureScore(
        halves.map((y) => `is ${y}`),
        halves,
        'binary',
      )?.score,
    ).toBe(1);
    expect(
      singleFeatureScore(
        range(9),
        range(9).map((x) => 3 - 2 * x),
        'regression',
      )?.score,
    ).toBe(1);
  });

  it('is near 0 or chance for what tells nothing', () => {
    expect(
      singleFeatureScore(
        range(40).map((i) => i % 2),
        halves,
        'binary',
      )?.score,
    ).toBe(0);
    expect(singleFeatureScore(range(40).map(String), halves, 'binary')?.score).toBe(0);
    expect(
      singleFeatureScore(
        range(40).map((i) => (i * 7) % 40),
        halves,
        'binary',
      )?.score,
    ).toBeLessThan(0.65);
  });

  it('measures the area by hand: one of four pairs out of order', () => {
    const x = [...range(21).map((i) => i), 30, 29.5, 31];
    const y = [...range(21).map(() => 'no'), 'no', 'yes', 'yes'];
    // 22 × 2 pairs, one of them wrong.
    expect(singleFeatureScore(x, y, 'binary')?.score).toBeCloseTo(43 / 44, 12);
  });

  it('has nothing to say of one class, constant numbers and too few rows', () => {
    expect(singleFeatureScore(['a', 'b'], ['no', 'no'], 'binary')).toBeNull();
    expect(singleFeatureScore([1, 1, 1], [1, 2, 3], 'regression')).toBeNull();
    expect(singleFeatureScore([1], [1], 'regression')).toBeNull();
    expect(singleFeatureScore([], [], 'multiclass')).toBeNull();
  });
});
