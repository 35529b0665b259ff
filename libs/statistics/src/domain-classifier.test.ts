import { describe, expect, it } from 'vitest';
import { domainClassifier, type Points } from './domain-classifier.ts';
import { normalQuantile } from './normal.ts';
import { seededRandom } from './seeded-random.ts';

function normal(rows: number, width: number, seed: number, shift = 0, shifted = width): Points {
  const random = seededRandom(seed);
  const values = Float32Array.from(
    { length: rows * width },
    (_, at) => normalQuantile(random() * 0.999998 + 0.000001) + (at % width < shifted ? shift : 0),
  );
  return { width, values };
}

describe('domainClassifier', () => {
  it.each([
    [60, 60, 4],
    [200, 60, 16],
    [120, 120, 64],
  ])(
    'holds its level: at most 6 percent of true nulls at %i against %i rows of %i numbers',
    (n, m, width) => {
      let rejected = 0;
      const rounds = 400;
      for (let round = 0; round < rounds; round++) {
        const { pValue } = domainClassifier(
          normal(n, width, 10_000 + round),
          normal(m, width, 50_000 + round),
          { seed: round },
        );
        if (pValue <= 0.05) rejected++;
      }
      expect(rejected / rounds).toBeLessThanOrEqual(0.06);
    },
  );

  it('finds a shift of half a standard deviation, in all numbers or in one of sixteen', () => {
    expect(domainClassifier(normal(300, 16, 1), normal(300, 16, 2, 0.5)).auc).toBeGreaterThan(0.85);
    const one = domainClassifier(normal(500, 16, 1), normal(500, 16, 2, 0.8, 1));
    expect(one.auc).toBeGreaterThan(0.6);
    expect(one.pValue).toBeLessThan(0.001);
    expect(one.lower).toBeLessThan(one.auc);
  });

  it('gives the AUC of a single number that differs: Φ(shift / √2)', () => {
    const { auc } = domainClassifier(normal(2_000, 1, 3), normal(2_000, 1, 4, 1));
    expect(Math.abs(auc - 0.7602)).toBeLessThan(0.02);
  });

  it('cannot tell a sample from itself, nor constants, nor too few rows', () => {
    const sample = normal(100, 3, 5);
    expect(domainClassifier(sample, sample).pValue).toBeGreaterThan(0.05);
    const flat = { width: 2, values: new Float32Array(80).fill(3) };
    expect(domainClassifier(flat, flat).auc).toBe(0.5);
    expect(domainClassifier(normal(9, 3, 1), sample).auc).toBeNaN();
    expect(domainClassifier({ width: 0, values: new Float32Array() }, sample).pValue).toBeNaN();
  });

  it('is the same for the same seed, and about the same the other way round', () => {
    const [a, b] = [normal(150, 8, 6), normal(150, 8, 7, 0.4)];
    expect(domainClassifier(a, b)).toEqual(domainClassifier(a, b));
    expect(Math.abs(domainClassifier(a, b).auc - domainClassifier(b, a).auc)).toBeLessThan(0.05);
  });
});
