import { describe, expect, it } from 'vitest';
import { RowReservoir, seededRandom } from './row-reservoir.ts';

function sample(size: number, rows: number, seed: number): number[] {
  const reservoir = new RowReservoir(size, seed);
  const kept: number[] = [];
  for (let row = 1; row <= rows; row++) {
    if (row !== reservoir.next) continue;
    reservoir.take();
    kept[reservoir.slot] = row;
  }
  return kept;
}

describe('RowReservoir', () => {
  it('keeps every row of a short stream, in order', () => {
    expect(sample(5, 3, 1)).toEqual([1, 2, 3]);
    expect(sample(3, 3, 1)).toEqual([1, 2, 3]);
  });

  it('keeps as many different rows as asked of a long stream', () => {
    expect(new Set(sample(50, 10_000, 3)).size).toBe(50);
  });

  it('depends on its seed alone', () => {
    expect(sample(20, 1000, 7)).toEqual(sample(20, 1000, 7));
    expect(sample(20, 1000, 7)).not.toEqual(sample(20, 1000, 8));
  });

  it('gives every row the same chance', () => {
    const counts = new Array<number>(10).fill(0);
    for (let seed = 0; seed < 4000; seed++) {
      for (const row of sample(10, 100, seed)) {
        const decile = Math.floor((row - 1) / 10);
        counts[decile] = (counts[decile] ?? 0) + 1;
      }
    }
    // 40,000 draws in ten cells: chi-square with 9 degrees of freedom stays below 33 but for 1 in 10,000.
    const chiSquare = counts.reduce((sum, count) => sum + (count - 4000) ** 2 / 4000, 0);
    expect(chiSquare).toBeLessThan(33);
  });
});

describe('seededRandom', () => {
  it('stays within [0, 1) around one half', () => {
    const random = seededRandom(1);
    const values = Array.from({ length: 10_000 }, random);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(values.reduce((sum, value) => sum + value, 0) / 10_000).toBeCloseTo(0.5, 1);
  });
});
