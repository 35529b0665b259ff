import { describe, expect, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';
import { labelledText, offer } from '../../test/labelled-text.ts';
import { findingsOf, validateText } from '../../test/validate-text.ts';

describe('nearDuplicates', () => {
  it('finds a text that repeats an earlier one with other digits, case and signs', () =>
    expectCheck('nearDuplicates', {
      row: labelledText,
      settings: { nearDuplicates: { max: 0.25 } },
      passing: 'a,y\nWin £100 now,no\nSee you,no\n12,no\n34,no\n',
      failing: 'a,y\nWin £100 now,no\nwin £2000 NOW!,no\nSee you,no\n',
      expected: {
        status: 'warn',
        reason: 'tooManyDuplicates',
        column: 'a',
        received: '33.3 % of the texts much like an earlier one (1 of 3)',
        rows: [2],
      },
    }));

  const data = `a,y\n${offer('palace')},no\n${offer('garden')},yes\nSee you,no\n`;
  const count = async (similarity: number) => {
    const settings = { nearDuplicates: { max: 0, similarity } };
    const report = await validateText({ row: labelledText, settings, text: data });
    return findingsOf(report, 'nearDuplicates')[0]?.count;
  };

  it('finds a text in which a word was changed, as far as the setting goes', async () => {
    expect(await count(0.8)).toBe(1);
    expect(await count(1)).toBe(0);
  });

  it('can stop the pipeline', async () => {
    const settings = { nearDuplicates: { max: 0, status: 'fail' as const } };
    const report = await validateText({ row: labelledText, settings, text: data });
    expect(report.verdict).toBe('fail');
  });
});
