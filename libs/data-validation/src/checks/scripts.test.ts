import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';
import { labelledText } from '../../test/labelled-text.ts';

describe('scripts', () => {
  it('finds a text that is mostly in another script, and allows a word of it', () =>
    expectCheck('scripts', {
      row: labelledText,
      settings: { scripts: { expected: ['Latin'], max: 0 } },
      passing: 'a,y\nthe word мир means peace,no\nstraße 12 !!!,no\n123,no\n',
      failing: 'a,y\nplain,no\nпривет мир ok,no\n',
      expected: {
        status: 'warn',
        reason: 'patternMismatch',
        column: 'a',
        received: '1 row in another script (row 2) of 2',
        rows: [2],
      },
    }));
});
