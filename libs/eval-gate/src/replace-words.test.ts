import { describe, expect, it } from 'vitest';
import { replaceDigits, replaceWords } from './replace-words.ts';

describe('replaceWords', () => {
  it('takes whole words of any case, and keeps a capital', () => {
    expect(replaceWords('Good food, goodness. GOOD!', [['good', 'bad']])).toBe(
      'Bad food, goodness. Bad!',
    );
  });

  it('lets both change places when asked to', () => {
    const pairs: [string, string][] = [['Maria', 'Jonas']];
    expect(replaceWords('Maria met Jonas', pairs)).toBe('Jonas met Jonas');
    expect(replaceWords('Maria met Jonas', pairs, { bothWays: true })).toBe('Jonas met Maria');
  });

  it('prefers the longer phrase, and takes signs for what they are', () => {
    const pairs: [string, string][] = [
      ['good', 'bad'],
      ['not good', 'very good'],
      ['a+b (c)', 'sum'],
    ];
    expect(replaceWords('not good, but good: a+b (c)', pairs)).toBe('very good, but bad: sum');
  });

  it('knows letters of every script', () => {
    expect(replaceWords('über überaus', [['über', 'unter']])).toBe('unter überaus');
  });
});

describe('replaceDigits', () => {
  it('makes another digit of each', () => {
    expect(replaceDigits('call 0798, 3x')).toBe('call 3021, 6x');
  });
});
