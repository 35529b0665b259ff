import { describe, expect, it } from 'vitest';
import {
  bootstrapBca,
  clopperPearson,
  holm,
  newcombePaired,
  permutationPValue,
  seededRandom,
  wilson,
} from './index.ts';

describe('wilson', () => {
  it('covers everything when there is nothing to go by', () => {
    expect(wilson(0, 0)).toEqual({ lower: 0, upper: 1 });
    expect(clopperPearson(0, 0)).toEqual({ lower: 0, upper: 1 });
  });

  it('has a one-sided bound inside the two-sided interval', () => {
    expect(wilson(28, 30, { sides: 1 }).lower).toBeGreaterThan(wilson(28, 30).lower);
  });

  it('covers the true share about as often as it says', () => {
    const random = seededRandom(3);
    let covered = 0;
    for (let round = 0; round < 2_000; round++) {
      let right = 0;
      for (let row = 0; row < 150; row++) if (random() < 0.9) right++;
      const { lower, upper } = wilson(right, 150);
      if (lower <= 0.9 && 0.9 <= upper) covered++;
    }
    expect(covered / 2_000).toBeGreaterThan(0.93);
  });
});

describe('newcombePaired', () => {
  it('reproduces the published example', () => {
    // Newcombe 1998, table II, pairs 36, 12, 2, 0: difference 0.2 with method 10 giving 0.0569 to 0.3404.
    const { difference, lower, upper } = newcombePaired({
      both: 36,
      onlyCandidate: 12,
      onlyProduction: 2,
      neither: 0,
    });
    expect(difference).toBeCloseTo(0.2);
    expect(lower).toBeCloseTo(0.0569, 3);
    expect(upper).toBeCloseTo(0.3404, 3);
  });

  it('turns round when the models are swapped, and lies around 0 for equal ones', () => {
    const forth = newcombePaired({ both: 80, onlyCandidate: 9, onlyProduction: 4, neither: 7 });
    const back = newcombePaired({ both: 80, onlyCandidate: 4, onlyProduction: 9, neither: 7 });
    expect(back.lower).toBeCloseTo(-forth.upper, 12);
    const equal = newcombePaired({ both: 90, onlyCandidate: 0, onlyProduction: 0, neither: 10 });
    expect(equal.difference).toBe(0);
    expect(equal.lower).toBeLessThan(0);
  });

  it('knows nothing without rows', () => {
    const nothing = newcombePaired({ both: 0, onlyCandidate: 0, onlyProduction: 0, neither: 0 });
    expect(nothing).toMatchObject({ lower: -1, upper: 1 });
  });
});

describe('bootstrapBca', () => {
  const random = seededRandom(11);
  const values = Array.from({ length: 200 }, () => random() + random() + random());
  const meanOf = (rows: Uint32Array) =>
    rows.reduce((sum, row) => sum + (values[row] ?? 0), 0) / rows.length;

  it('agrees with the normal interval of a mean', () => {
    const { estimate, lower, upper } = bootstrapBca(200, meanOf);
    const deviation = Math.sqrt(
      values.reduce((sum, value) => sum + (value - estimate) ** 2, 0) / 199,
    );
    expect(lower).toBeCloseTo(estimate - (1.96 * deviation) / Math.sqrt(200), 1);
    expect(upper).toBeCloseTo(estimate + (1.96 * deviation) / Math.sqrt(200), 1);
  });

  it('gives the same bounds for the same seed and none for a single row', () => {
    expect(bootstrapBca(200, meanOf, { seed: 4 })).toEqual(bootstrapBca(200, meanOf, { seed: 4 }));
    expect(bootstrapBca(1, meanOf).lower).toBeNaN();
  });
});

describe('permutationPValue', () => {
  const gap = (a: number[], b: number[]) => {
    const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
    return Math.abs(mean(a) - mean(b));
  };

  it('keeps its level when the groups are of very different size', () => {
    const random = seededRandom(17);
    let rejected = 0;
    for (let round = 0; round < 300; round++) {
      const a = Array.from({ length: 10 }, random);
      const b = Array.from({ length: 190 }, random);
      if (permutationPValue(a, b, gap, { permutations: 99, seed: round }) <= 0.05) rejected++;
    }
    expect(rejected / 300).toBeLessThan(0.09);
  });

  it('is never 0, and 1 for identical values', () => {
    expect(permutationPValue([0, 0, 0], [9, 9, 9], gap)).toBeGreaterThan(0);
    expect(permutationPValue([1, 1], [1, 1], gap)).toBe(1);
  });
});

describe('holm', () => {
  it('multiplies step by step and never exceeds 1', () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
    expect(holm([0.9, 0.9])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});
