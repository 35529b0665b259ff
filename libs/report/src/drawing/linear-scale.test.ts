import { describe, expect, it } from 'vitest';
import { linearScale } from './linear-scale.ts';

const ticksOf = (...values: number[]) => linearScale(values, [0, 100]).ticks;

describe('linearScale', () => {
  it('ticks at 1, 2 or 5 times a power of ten', () => {
    expect(ticksOf(0.3, 9.7)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(ticksOf(0, 3690)).toEqual([0, 1000, 2000, 3000, 4000]);
    expect(ticksOf(-0.031, 0.042)).toEqual([-0.04, -0.02, 0, 0.02, 0.04, 0.06]);
    expect(ticksOf(1e-7, 5e-7)).toHaveLength(5);
  });

  it('puts the domain onto the range, in either direction', () => {
    const { position, domain } = linearScale([0, 10], [100, 0]);
    expect(domain).toEqual([0, 10]);
    expect([position(0), position(5), position(10)]).toEqual([100, 50, 0]);
  });

  it('keeps the domain where it must not grow', () => {
    const { domain, ticks } = linearScale([18, 97], [0, 1], { nice: false });
    expect(domain).toEqual([18, 97]);
    expect(ticks).toEqual([20, 40, 60, 80]);
  });

  it('makes room around a single value and where there is none', () => {
    expect(linearScale([5, 5], [0, 1]).domain).toEqual([2, 8]);
    expect(linearScale([0], [0, 1]).domain).toEqual([-1, 1]);
    expect(linearScale([], [0, 1]).domain).toEqual([0, 1]);
    expect(linearScale([Number.NaN, Number.POSITIVE_INFINITY], [0, 1]).domain).toEqual([0, 1]);
  });

  it('writes ticks with the decimals of the step, and large ones short', () => {
    expect(linearScale([0, 1], [0, 1]).tickText(0.2)).toBe('0.2');
    expect(linearScale([0, 0.05], [0, 1]).tickText(0.01)).toBe('0.01');
    expect(linearScale([0, 500_000], [0, 1]).tickText(200_000)).toBe('200k');
    expect(linearScale([0, 5e6], [0, 1]).tickText(-1_500_000)).toBe('−1.5M');
    expect(linearScale([0, 4000], [0, 1]).tickText(2000)).toBe('2,000');
  });

  it('ticks at whole numbers where there is nothing between them', () => {
    expect(linearScale([1, 3], [0, 1], { whole: true }).ticks).toEqual([1, 2, 3]);
  });
});
