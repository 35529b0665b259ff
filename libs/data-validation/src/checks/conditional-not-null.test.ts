import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('conditionalNotNull', () => {
  it('finds the row that lacks what another value asks for', () =>
    expectCheck('conditionalNotNull', {
      settings: {
        conditionalNotNull: { rules: [{ column: 'a', when: { column: 'y', equals: 'yes' } }] },
      },
      passing: 'a,b,y\n1,1,yes\n,,no\n',
      failing: 'a,b,y\n1,1,no\n,1,yes\n',
      expected: {
        status: 'fail',
        reason: 'rule',
        column: null,
        received: '1 row without a though y = yes (row 2)',
        rows: [2],
      },
    }));
});
