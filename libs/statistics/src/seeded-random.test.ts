import { describe, expect, it } from 'vitest';
import { seededRandom, shuffle } from './seeded-random.ts';

describe('seededRandom', () => {
  it('repeats its stream for a seed, and has another for another seed', () => {
    const [a, b, other] = [seededRandom(7), seededRandom(7), seededRandom(8)];
    const first = a();
    expect(first).toBeCloseTo(0.011704753153026104, 15);
    expect(b()).toBe(first);
    expect(other()).not.toBe(first);
  });

  it('is uniform on [0, 1)', () => {
    const random = seededRandom(1);
    const values = Array.from({ length: 100_000 }, random);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    // Three standard errors of the mean of 100,000 uniform numbers.
    expect(Math.abs(mean - 0.5)).toBeLessThan((3 * Math.sqrt(1 / 12)) / Math.sqrt(100_000));
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
  });
});

describe('shuffle', () => {
  it('makes a permutation, the same for the same seed', () => {
    const shuffled = (seed: number) => {
      const order = Uint32Array.from({ length: 50 }, (_, index) => index);
      shuffle(order, seededRandom(seed));
      return order;
    };
    expect([...shuffled(3)].sort((a, b) => a - b)).toEqual([...Array(50).keys()]);
    expect(shuffled(3)).toEqual(shuffled(3));
    expect(shuffled(3)).not.toEqual(shuffled(4));
  });
});
