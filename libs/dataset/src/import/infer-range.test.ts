import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inferRange } from './infer-range.ts';

const range = (minimum: number, maximum: number, kind: 'number' | 'integer' = 'number') =>
  inferRange({ kind, minimum, maximum });

describe('inferRange', () => {
  it.each([
    [0.42, 80, 'number', 0, 88],
    [0, 512.3292, 'number', 0, 570],
    [4.3, 7.9, 'number', 3.9, 8.3],
    [-20, 35, 'number', -26, 41],
    [-5, -1, 'number', -5.4, -0.6],
    [0, 0.98, 'number', 0, 1],
    [0, 0.2, 'number', 0, 0.22],
    [0, 1, 'integer', 0, 1],
    [1, 3, 'integer', 0, 4],
    [18, 97, 'integer', 10, 105],
    [7, 7, 'integer', 6, 8],
    [0, 0, 'number', 0, 0.1],
    [1e-7, 3e-7, 'number', 8e-8, 3.2e-7],
  ] as const)('gives %d to %d (%s) room', (low, high, kind, minimum, maximum) => {
    expect(range(low, high, kind)).toEqual({ minimum, maximum });
  });

  it('contains what was seen, whatever that was', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 });
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const found = range(low, high);
        expect(found?.minimum).toBeLessThanOrEqual(low);
        expect(found?.maximum).toBeGreaterThanOrEqual(high);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives words none', () => {
    expect(inferRange({ kind: 'text', minimum: null, maximum: null })).toBeNull();
  });
});
