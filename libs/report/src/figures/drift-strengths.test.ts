import { describe, expect, it } from 'vitest';
import { readSvg } from '../__fixtures__/read-svg.ts';
import { driftStrengths } from './drift-strengths.ts';

describe('driftStrengths', () => {
  it('sorts by strength and marks the threshold', () => {
    const { texts, titles, description } = readSvg(
      driftStrengths([
        {
          column: 'plan',
          verdict: 'none',
          strength: 0.26,
          said: 'Chi-square 0.026, threshold 0.1',
        },
        {
          column: 'age',
          verdict: 'drift',
          strength: 7.97,
          said: 'Kolmogorov–Smirnov 0.797, threshold 0.1',
        },
      ]),
    );
    expect(texts.indexOf('age')).toBeLessThan(texts.indexOf('plan'));
    expect(texts).toEqual(
      expect.arrayContaining([
        '8 ×',
        '0.26 ×',
        'threshold',
        'effect, in multiples of its threshold',
      ]),
    );
    expect(titles).toContain('age: Kolmogorov–Smirnov 0.797, threshold 0.1');
    expect(description).toBe('1 column of 2 drifted; age moved most.');
  });

  it('draws the thirty strongest of many', () => {
    const many = Array.from({ length: 35 }, (_, index) => ({
      column: `c${index}`,
      verdict: 'none' as const,
      strength: index,
      said: '',
    }));
    const { texts } = readSvg(driftStrengths(many));
    expect(texts).toContain('c34');
    expect(texts).not.toContain('c4');
    expect(texts.at(-1)).toContain('5 weaker columns not drawn');
  });
});
