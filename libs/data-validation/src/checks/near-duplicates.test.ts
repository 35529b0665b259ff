import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';
import { labelledText } from '../../test/labelled-text.ts';

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
});
