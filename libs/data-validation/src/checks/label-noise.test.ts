import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';
import { labelledText } from '../../test/labelled-text.ts';

describe('labelNoise', () => {
  it('finds two texts that say the same and are labelled differently', () =>
    expectCheck('labelNoise', {
      row: labelledText,
      settings: { labelNoise: {} },
      passing: 'a,y\nSee you at 8,no\nsee you at 9,no\nWin,yes\n1,yes\n2,no\n',
      failing: 'a,y\nSee you at 8,no\nsee you at 9,yes\nWin,yes\n',
      expected: {
        status: 'warn',
        reason: 'rule',
        column: 'a',
        received: '1 text with more than one y',
        rows: [2],
      },
    }));
});
