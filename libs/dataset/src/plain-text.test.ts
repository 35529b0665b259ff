import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text.ts';

describe('plainText', () => {
  it('leaves the letters of every script, in lower case', () => {
    expect(plainText('Win £100 NOW!')).toBe('winnow');
    expect(plainText('Привет, мир 2')).toBe('приветмир');
  });

  it('is null where nothing is left', () => {
    expect(plainText('12 :-)')).toBeNull();
    expect(plainText('')).toBeNull();
  });
});
