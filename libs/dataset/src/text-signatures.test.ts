import { describe, expect, it } from 'vitest';
import { BINS, jaccard, signTexts } from './text-signatures.ts';

const signatureOf = (text: string) => [...signTexts([text]).signatures];

describe('jaccard', () => {
  it('is the share of runs of five letters that both have', () => {
    // abcdefgh: abcde bcdef cdefg defgh; abcdefgx shares three of them and has one of its own.
    expect(jaccard('abcdefgh', 'abcdefgx')).toBeCloseTo(3 / 5, 12);
    expect(jaccard('abcdefgh', 'abcdefgh')).toBe(1);
    expect(jaccard('abcdefgh', 'stuvwxyz')).toBe(0);
    expect(jaccard('abc', 'abcd')).toBe(0);
  });
});

describe('signTexts', () => {
  it('signs what texts say, not how they are written', () => {
    expect(signatureOf('Win £100 now, call!')).toEqual(signatureOf('win 2000 NOW call'));
    expect(signatureOf('Win £100 now, call!')).not.toEqual(signatureOf('Lose it now, call!'));
  });

  it('fills every bin, also of a text shorter than a shingle, and marks what says nothing', () => {
    for (const text of ['a', 'ok', 'okay then', '好']) {
      expect(signatureOf(text).filter((hash) => hash === 0xffff_ffff)).toEqual([]);
    }
    expect(signTexts(['12 :)', null, '']).plain).toEqual([null, null, null]);
  });

  it('estimates the similarity by the share of equal bins', () => {
    const words = Array.from({ length: 400 }, (_, index) => `word${'abcdefghij'[index % 10]}`);
    const salted = words.map((word, index) => word + 'xyz'.repeat(1 + (index % 7)));
    const changed = salted.map((word, index) => (index % 20 === 0 ? `other${index}qq` : word));
    const { plain, signatures } = signTexts([salted.join(' '), changed.join(' ')]);
    let equal = 0;
    for (let bin = 0; bin < BINS; bin++) {
      if (signatures[bin] === signatures[BINS + bin]) equal++;
    }
    const truth = jaccard(plain[0] ?? '', plain[1] ?? '');
    expect(Math.abs(equal / BINS - truth)).toBeLessThan((4 * 0.5) / Math.sqrt(BINS));
  });
});
