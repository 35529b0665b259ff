import { describe, expect, it } from 'vitest';
import { residualBins } from './residual-bins.ts';

describe('residualBins', () => {
  it('counts every error once, in round bins with zero on an edge', () => {
    const errors = Array.from({ length: 101 }, (_, index) => index - 40);
    const { edges, counts } = residualBins(errors);
    expect(edges).toContain(0);
    expect(edges).toHaveLength(counts.length + 1);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(101);
    expect(counts[0]).toBe(5);
  });

  it('takes one value and none', () => {
    expect(residualBins([3, 3]).counts.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(residualBins([])).toEqual({ edges: [], counts: [] });
  });
});
