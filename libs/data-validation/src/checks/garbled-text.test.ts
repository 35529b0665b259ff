import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';
import { labelledText } from '../../test/labelled-text.ts';

describe('garbledText', () => {
  it.each([
    ['schÃ¶n', 'ö'],
    ['itâ€™s', '’'],
    ['Â£5', '£'],
    ['it\u00e2\u0080\u0099s', '’'],
    ['caf\ufffd', 'é'],
  ])('finds %s, and takes %s as it is', (garbled, whole) =>
    expectCheck('garbledText', {
      row: labelledText,
      settings: { garbledText: { max: 0 } },
      passing: `a,y\n${whole} Ärger Âge déjà,no\n`,
      failing: `a,y\nplain,no\n${garbled},no\n`,
      expected: {
        status: 'warn',
        reason: 'patternMismatch',
        column: 'a',
        received: '1 row garbled (row 2) of 2',
        rows: [2],
      },
    }),
  );
});
