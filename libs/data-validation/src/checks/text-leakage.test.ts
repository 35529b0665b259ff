import { describe, expect, it } from 'vitest';
import { csv, expectCheck } from '../../test/expect-check.ts';
import { labelledText, offer } from '../../test/labelled-text.ts';
import { findingsOf, validateText } from '../../test/validate-text.ts';

describe('textLeakage', () => {
  it('finds a test text that says what one learned from says', () =>
    expectCheck('textLeakage', {
      row: labelledText,
      split: { strategy: 'official' },
      settings: { textLeakage: { max: 0 } },
      passing: 'a,y\nWin £100 now,yes\nSee you,no\n1,no\n',
      failing: 'a,y\nWin £100 now,yes\nSee you,no\n1,no\n',
      passingTest: 'a,y\nLose it,yes\n2,no\n',
      failingTest: 'a,y\nLose it,yes\nWIN £5 now!,yes\n2,no\n',
      expected: {
        status: 'warn',
        reason: 'splitLeakage',
        column: 'a',
        received: '33.3 % of the test texts much like one learned from (1 of 3)',
        rows: [2],
      },
    }));

  it('looks at a split that is made here, too', async () => {
    const report = await validateText({
      row: labelledText,
      settings: { textLeakage: { max: 0 } },
      // Every text says the same but for its number, so every test row does.
      text: csv('a,y', 60, (index) => `offer ${index},${index % 2 === 0 ? 'no' : 'yes'}`),
    });
    const [finding] = findingsOf(report, 'textLeakage');
    expect(finding?.count).toBe(report.splitRows.test);
    expect(finding?.received).toMatch(/^100 % of the test texts/);
  });

  it('finds a test text that differs in a word from one learned from', async () => {
    const count = async (similarity: number) => {
      const report = await validateText({
        row: labelledText,
        split: { strategy: 'official' },
        settings: { textLeakage: { max: 0, similarity } },
        text: `a,y\n${offer('palace')},yes\nSee you,no\n`,
        testText: `a,y\nLose it,yes\n${offer('garden')},yes\n`,
      });
      return findingsOf(report, 'textLeakage').map(({ count: found, rows }) => [found, rows]);
    };
    expect(await count(0.8)).toEqual([[1, [2]]]);
    expect(await count(1)).toEqual([[0, []]]);
  });
});
