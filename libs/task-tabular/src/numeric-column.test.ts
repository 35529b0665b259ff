import { describe, expect, it } from 'vitest';
import { fitNumericColumn, type NumericColumn, numericEncoding } from './numeric-column.ts';

const encode = (state: NumericColumn, value: string | number | boolean | null): number[] => {
  const { write, inputNames } = numericEncoding(state);
  const out = new Float32Array(inputNames.length);
  write([value], 1, out, 0, inputNames.length);
  return [...out];
};

const fit = (values: readonly (number | null)[]): NumericColumn => {
  const state = fitNumericColumn('age', values);
  if (state?.encoding !== 'numeric') throw new Error(`fitted ${state?.encoding}`);
  return state;
};

describe('fitNumericColumn', () => {
  it('standardises with the population deviation', () => {
    // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, deviation 2.
    const state = fit([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(encode(state, 9)).toEqual([2]);
    expect(encode(state, 5)).toEqual([0]);
    expect(numericEncoding(state).inputNames).toEqual(['age']);
  });

  it('imputes the median and marks missing values only where training had some', () => {
    // Present: 0, 0, 6: median 0, mean 2, deviation √8.
    const withMissing = fit([0, null, 0, 6]);
    expect(numericEncoding(withMissing).inputNames).toEqual(['age', 'age is missing']);
    expect(encode(withMissing, null)).toEqual([Math.fround(-2 / Math.sqrt(8)), 1]);
    expect(encode(fit([0, 0, 6]), null)).toEqual([Math.fround(-2 / Math.sqrt(8))]);
  });

  it('drops a constant column, keeps a constant one whose absence says something', () => {
    expect(fitNumericColumn('age', [3, 3, 3])).toBeNull();
    expect(fitNumericColumn('age', [])).toBeNull();
    expect(fitNumericColumn('age', [null, null])).toBeNull();
    expect(fitNumericColumn('age', [1e9, 1e9 + 1e-7, 1e9])).toBeNull();
    expect(fitNumericColumn('age', [3, null])).toEqual({ encoding: 'presence', column: 'age' });
  });

  it('holds values that would overflow, and reads NaN, infinities and text as missing', () => {
    const state = fit([0, 1e-30]);
    expect(encode(state, 1e300)).toEqual([1e6]);
    expect(encode(state, -1e300)).toEqual([-1e6]);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 'seven', true]) {
      expect(encode(state, value)).toEqual(encode(state, null));
    }
  });
});
