import { describe, expect, it } from 'vitest';
import { describeTexts } from './describe-texts.ts';

const labelled = (...texts: readonly (readonly [string, string])[]) =>
  texts.map(([text, label]) => ({ text, label }));

describe('describeTexts', () => {
  it('counts texts that repeat, and those that contradict each other', () => {
    const facts = describeTexts(
      labelled(['Win £1', 'spam'], ['win £20!', 'spam'], ['See you', 'ham'], ['see YOU', 'spam']),
    );
    expect(facts).toMatchObject({ nearDuplicateShare: 0.5, contradictions: 1, withDigits: 2 });
  });

  it('names the scripts, of a language of three all three', () => {
    expect(describeTexts(labelled(['hello', 'a'], ['привет', 'a'], ['hi', 'a'])).scripts).toEqual([
      'Latin',
      'Cyrillic',
    ]);
    expect(describeTexts(labelled(['これはテスト漢字です', 'a'])).scripts).toEqual([
      'Han',
      'Hiragana',
      'Katakana',
    ]);
    expect(describeTexts(labelled(['12 !', 'a'])).scripts).toEqual([]);
  });
});
