import type { Value } from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { fitCategoryColumn, LARGEST_VOCABULARY, oneHotEncoding } from './category-column.ts';
import type { ColumnEncoding } from './column-encoding.ts';
import { hashedEncoding } from './hashed-column.ts';

const encodingOf = (values: readonly Value[], categories?: readonly Value[]): ColumnEncoding => {
  const state = fitCategoryColumn('plan', values, categories);
  if (!state) throw new Error('dropped');
  return state.encoding === 'oneHot' ? oneHotEncoding(state) : hashedEncoding(state);
};

const encode = ({ inputNames, write }: ColumnEncoding, value: Value): number[] => {
  const out = new Float32Array(inputNames.length);
  write([value], 1, out, 0, inputNames.length);
  return [...out];
};

describe('fitCategoryColumn', () => {
  it('keeps the contract order of a closed vocabulary', () => {
    const encoding = encodingOf(['pro', 'basic', 'pro'], ['basic', 'pro']);
    expect(encoding.inputNames).toEqual(['plan=basic', 'plan=pro']);
    expect(encode(encoding, 'pro')).toEqual([0, 1]);
  });

  it('orders an open vocabulary by training frequency, ties by spelling', () => {
    const { inputNames } = encodingOf(['b', 'a', 'c', 'c', 'c', 'b', 'a']);
    expect(inputNames).toEqual(['plan=c', 'plan=a', 'plan=b']);
  });

  it('puts rare and unseen values into one bucket, and missing ones into another', () => {
    const encoding = encodingOf(['a', 'a', 'b', 'b', 'once', null]);
    expect(encoding.inputNames).toEqual([
      'plan=a',
      'plan=b',
      'plan is another value',
      'plan is missing',
    ]);
    expect(encode(encoding, 'once')).toEqual([0, 0, 1, 0]);
    expect(encode(encoding, 'never seen')).toEqual([0, 0, 1, 0]);
    expect(encode(encoding, null)).toEqual([0, 0, 0, 1]);
  });

  it('answers zeros for an unseen value where training could learn no bucket', () => {
    const encoding = encodingOf(['a', 'a', 'b', 'b'], ['a', 'b', 'c']);
    expect(encoding.inputNames).toEqual(['plan=a', 'plan=b']);
    expect(encode(encoding, 'c')).toEqual([0, 0]);
    expect(encode(encoding, null)).toEqual([0, 0]);
  });

  it('compares numbers and booleans by their text', () => {
    expect(encode(encodingOf([1, 2, 1], [1, 2, 3]), 2)).toEqual([0, 1]);
    expect(encode(encodingOf([true, false], [false, true]), true)).toEqual([0, 1]);
  });

  it('hashes a vocabulary beyond the limit: every value has one of 64 inputs', () => {
    const words = Array.from({ length: LARGEST_VOCABULARY + 1 }, (_, index) => `word${index}`);
    const encoding = encodingOf([...words, ...words]);
    expect(encoding.inputNames).toHaveLength(64);
    const sum = (value: Value) => encode(encoding, value).reduce((a, b) => a + b, 0);
    expect(sum('word3')).toBe(1);
    expect(sum('never seen')).toBe(1);
    expect(sum(null)).toBe(0);
    expect(encodingOf([...words.slice(1), ...words.slice(1)]).inputNames).toHaveLength(64);
    expect(encodingOf([...words.slice(1), ...words.slice(1)]).inputNames[0]).toBe('plan=word1');
  });

  it('drops a constant column and one in which no value occurs twice', () => {
    expect(fitCategoryColumn('plan', ['a', 'a'])).toBeNull();
    expect(fitCategoryColumn('plan', ['a', 'b', 'c'])).toBeNull();
    expect(fitCategoryColumn('plan', [])).toBeNull();
    expect(fitCategoryColumn('plan', [null, null], ['a'])).toBeNull();
  });
});
