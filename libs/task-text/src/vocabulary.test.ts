import { describe, expect, it } from 'vitest';
import { countWords, FREQUENT_WORDS, fitVocabulary, openVocabulary } from './vocabulary.ts';

describe('countWords', () => {
  it('puts frequent words first, and equally frequent ones in order', () => {
    expect(countWords([['b', 'a', 'c'], ['c']])).toEqual([
      ['c', 2],
      ['a', 1],
      ['b', 1],
    ]);
  });
});

describe('openVocabulary', () => {
  const words = Array.from({ length: 6_000 }, (_, index) => [`w${index}`, 6_000 - index] as const);
  const vocabulary = openVocabulary(fitVocabulary(words));

  it('knows the frequent words by name', () => {
    expect(vocabulary.isFrequent('w0')).toBe(true);
    expect(vocabulary.isFrequent(`w${FREQUENT_WORDS}`)).toBe(false);
  });

  it('knows every word that it has seen, and takes few others for one', () => {
    expect(words.every(([word]) => vocabulary.isSeen(word))).toBe(true);
    const passed = words.filter(([word]) => vocabulary.isSeen(`new ${word}`)).length;
    expect(passed / words.length).toBeLessThan(0.1);
  });

  it('has seen nothing when there was nothing', () => {
    expect(openVocabulary(fitVocabulary([])).isSeen('anything')).toBe(false);
  });
});
