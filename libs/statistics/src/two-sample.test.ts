import { describe, expect, it } from 'vitest';
import {
  cramerVonMises,
  energyDistance,
  kolmogorovSmirnov,
  mannWhitney,
  normalQuantile,
  wasserstein,
  welchT,
} from './index.ts';

/** Quantiles at equal steps: as close to the distribution as n points can be. */
const normalGrid = (n: number, shift = 0) =>
  Array.from({ length: n }, (_, index) => shift + normalQuantile((index + 0.5) / n));

describe('two-sample statistics against closed forms', () => {
  const [reference, current] = [normalGrid(20_000), normalGrid(20_000, 1)];

  it('finds D = 2Φ(½) − 1 between N(0,1) and N(1,1)', () => {
    expect(kolmogorovSmirnov(reference, current).statistic).toBeCloseTo(0.3829, 3);
  });

  it('moves all mass by one unit between N(0,1) and N(1,1)', () => {
    expect(wasserstein(reference, current)).toBeCloseTo(1, 9);
  });
});

describe.each([
  ['kolmogorovSmirnov', (a: number[], b: number[]) => kolmogorovSmirnov(a, b)],
  ['mannWhitney', (a: number[], b: number[]) => mannWhitney(a, b)],
  ['cramerVonMises', (a: number[], b: number[]) => cramerVonMises(a, b)],
] as const)('%s', (_name, test) => {
  it('does not alarm on identical samples', () => {
    expect(test([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]).pValue).toBeGreaterThan(0.9);
  });

  it('gives 1 for an empty sample', () => {
    expect(test([], [1, 2]).pValue).toBe(1);
    expect(test([1, 2], []).pValue).toBe(1);
  });

  it('does not alarm when there is one value on each side', () => {
    expect(test([1], [9]).pValue).toBeGreaterThan(0.2);
  });

  it('does not alarm when all values are equal', () => {
    expect(test([3, 3, 3], [3, 3, 3, 3]).pValue).toBeGreaterThan(0.9);
  });

  it('gives the same p-value the other way round', () => {
    const [a, b] = [
      [1, 5, 2, 8, 3, 9],
      [4, 4, 7, 12, 11],
    ];
    expect(test(a, b).pValue).toBeCloseTo(test(b, a).pValue, 12);
  });

  it('alarms when the samples do not overlap', () => {
    const low = Array.from({ length: 40 }, (_, index) => index);
    const high = low.map((value) => value + 100);
    expect(test(low, high).pValue).toBeLessThan(1e-6);
  });
});

describe('distances', () => {
  it('are 0 between identical samples and the same both ways', () => {
    for (const distance of [wasserstein, energyDistance]) {
      expect(distance([1, 2, 2, 7], [1, 2, 2, 7])).toBe(0);
      expect(distance([1, 2, 9], [4, 4])).toBeCloseTo(distance([4, 4], [1, 2, 9]), 12);
      expect(distance([], [1])).toBeNaN();
    }
    expect(wasserstein([0, 1], [3])).toBe(2.5);
  });
});

describe('welchT', () => {
  it('needs two values on each side', () => {
    expect(welchT([1], [2, 3]).pValue).toBeNaN();
  });
});

describe('kolmogorovSmirnov', () => {
  it('agrees between the counted and the limiting p-value where both hold', () => {
    const a = Array.from({ length: 100 }, (_, index) => index / 100);
    const b = Array.from({ length: 100 }, (_, index) => index / 100 + 0.15);
    const exact = kolmogorovSmirnov(a, b, { method: 'exact' }).pValue;
    const limiting = kolmogorovSmirnov(a, b, { method: 'asymptotic' }).pValue;
    expect(limiting / exact).toBeGreaterThan(0.8);
    expect(limiting / exact).toBeLessThan(1.25);
  });
});
