import { describe, expect, it } from 'vitest';
import { hashJson } from './hash-json.ts';

describe('hashJson', () => {
  it('does not depend on the order of keys', () => {
    expect(hashJson({ a: 1, b: { c: 2, d: 3 } })).toBe(hashJson({ b: { d: 3, c: 2 }, a: 1 }));
  });

  it('depends on the order of a list and on every value', () => {
    expect(hashJson([1, 2])).not.toBe(hashJson([2, 1]));
    expect(hashJson({ a: 1 })).not.toBe(hashJson({ a: 2 }));
  });
});
