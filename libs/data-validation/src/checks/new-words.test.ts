import { describe, expect, it } from 'vitest';
import { csv, expectCheck } from '../../test/expect-check.ts';
import { labelledText } from '../../test/labelled-text.ts';
import { findingsOf, validateText } from '../../test/validate-text.ts';

describe('newWords', () => {
  it('finds a test split of words that were never learned from', () =>
    expectCheck('newWords', {
      row: labelledText,
      split: { strategy: 'official' },
      settings: { newWords: { max: 0.3 } },
      passing: 'a,y\nsee you later,yes\nwin now,no\n',
      failing: 'a,y\nsee you later,yes\nwin now,no\n',
      passingTest: 'a,y\nSee you NOW friend,yes\n',
      failingTest: 'a,y\nsee my friend,yes\n',
      expected: {
        status: 'warn',
        reason: 'distribution',
        column: 'a',
        received: '66.7 % of the words of the test texts new',
      },
    }));

  it('looks at a split that is made here, too', async () => {
    const report = await validateText({
      row: labelledText,
      settings: { newWords: { max: 0 } },
      text: csv('a,y', 60, (index) => {
        const own = String.fromCharCode(97 + (index % 26), 97 + Math.floor(index / 26));
        return `word ${own},${index % 2 === 0 ? 'no' : 'yes'}`;
      }),
    });
    expect(findingsOf(report, 'newWords')[0]?.received).toBe(
      '50 % of the words of the test texts new',
    );
  });
});
