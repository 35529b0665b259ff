import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWord, tokenize } from './tokenize.ts';

const plain = { numbers: 'mask', lowerCase: true } as const;

describe('tokenize', () => {
  it('keeps words, apostrophes inside them, and one of a run of symbols', () => {
    expect(tokenize("Don't call 0845 281!!", plain)).toEqual(["don't", 'call', '0000', '000', '!']);
    expect(tokenize("'quoted' rock 'n' roll", plain)).toEqual(['quoted', 'rock', 'n', 'roll']);
    expect(tokenize('£1.50 :-)', plain)).toEqual(['£', '0', '.', '00', ':', '-', ')']);
  });

  it('reads typographic forms as the plain ones', () => {
    expect(tokenize('I don’t', plain)).toEqual(['i', "don't"]);
    expect(tokenize('ＦＲＥＥ ﬁnish', plain)).toEqual(['free', 'finish']);
    expect(tokenize('cafe\u0301', plain)).toEqual(['café']);
  });

  it('masks digits, and no more than six, so that one telephone number looks like the next', () => {
    expect(tokenize('call 08452810075over18', plain)).toEqual(['call', '000000over00']);
    expect(tokenize('call 087', { numbers: 'keep', lowerCase: true })).toEqual(['call', '087']);
  });

  it('reads every script, and takes an emoji for a symbol', () => {
    expect(tokenize('Привет мир', plain)).toEqual(['привет', 'мир']);
    expect(tokenize('これは本', plain)).toEqual(['これは本']);
    expect(tokenize('yes😀😀no', plain)).toEqual(['yes', '😀', 'no']);
  });

  it('keeps case where it is told to', () => {
    expect(tokenize('FREE entry', { numbers: 'mask', lowerCase: false })).toEqual([
      'FREE',
      'entry',
    ]);
  });

  it('gives tokens that are read again as themselves, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const tokens = tokenize(text, plain);
        expect(tokens.every((token) => token !== '')).toBe(true);
        expect(tokenize(tokens.filter(isWord).join(' '), plain)).toEqual(tokens.filter(isWord));
      }),
      { numRuns: 500 },
    );
  });
});
