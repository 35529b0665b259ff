import { describe, expect, it } from 'vitest';
import { median } from './median.ts';

describe('median', () => {
  it('is the middle value, or halfway between the two', () => {
    expect(median([3, 1, 10])).toBe(3);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it('is NaN without values', () => {
    expect(median([])).toBeNaN();
  });
});
