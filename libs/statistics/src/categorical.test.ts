import { describe, expect, it } from 'vitest';
import {
  chiSquareContingency,
  cramersV,
  jensenShannonDivergence,
  normalCdf,
  normalQuantile,
  populationStabilityIndex,
  seededRandom,
  shares,
} from './index.ts';

describe('populationStabilityIndex', () => {
  it('is 0.926 between N(0,1) and N(1,1) over ten bins of reference quantiles', () => {
    const edges = Array.from({ length: 11 }, (_, index) => normalQuantile(index / 10));
    const mass = (shift: number) =>
      edges
        .slice(1)
        .map((edge, index) => normalCdf(edge - shift) - normalCdf((edges[index] ?? 0) - shift));
    expect(populationStabilityIndex(mass(0), mass(1))).toBeCloseTo(0.926, 3);
  });

  it('is infinite for mass where the reference has none', () => {
    expect(populationStabilityIndex([1, 0], [0.5, 0.5])).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('chiSquareContingency', () => {
  it('does not alarm on the same shares, nor where there is nothing to compare', () => {
    expect(chiSquareContingency([10, 20], [20, 40]).pValue).toBeCloseTo(1);
    expect(chiSquareContingency([10, 0], [3, 0])).toEqual({ statistic: 0, pValue: 1, degrees: 0 });
    expect(chiSquareContingency([], [])).toMatchObject({ pValue: 1 });
    expect(chiSquareContingency([0, 0], [1, 2]).pValue).toBe(1);
  });

  it('alarms in 5 % of the cases when nothing has changed, whatever the sizes', () => {
    const random = seededRandom(5);
    const draw = (n: number) => {
      const counts = [0, 0, 0, 0, 0];
      for (let row = 0; row < n; row++) {
        const index = Math.floor(random() * 5);
        counts[index] = (counts[index] ?? 0) + 1;
      }
      return counts;
    };
    for (const [n, m] of [
      [500, 500],
      [500, 2_000],
      [1_000, 200],
    ] as const) {
      let alarms = 0;
      for (let round = 0; round < 1_000; round++) {
        if (chiSquareContingency(draw(n), draw(m)).pValue < 0.05) alarms++;
      }
      expect(alarms / 1_000).toBeLessThan(0.07);
      expect(alarms / 1_000).toBeGreaterThan(0.03);
    }
  });
});

describe('cramersV', () => {
  it('is 0 without association and about ½ · difference in shares for large even samples', () => {
    expect(cramersV([500, 500], [500, 500])).toBe(0);
    expect(cramersV([800, 200], [600, 400])).toBeCloseTo(0.217, 2);
  });

  it('is 1 when the categories tell the samples apart', () => {
    expect(cramersV([1_000, 0], [0, 1_000])).toBeCloseTo(1, 2);
  });
});

describe('jensenShannonDivergence', () => {
  it('is 0 for the same, 1 bit for disjoint distributions, and symmetric', () => {
    expect(jensenShannonDivergence([0.2, 0.8], [0.2, 0.8])).toBe(0);
    expect(jensenShannonDivergence([1, 0], [0, 1], { base: 2 })).toBeCloseTo(1);
    const [p, q] = [shares([1, 2, 3]), shares([3, 2, 1])];
    expect(jensenShannonDivergence(p, q)).toBeCloseTo(jensenShannonDivergence(q, p), 15);
  });
});
