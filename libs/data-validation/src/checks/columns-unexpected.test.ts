import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('columnsUnexpected', () => {
  it('names the column that the contract does not know', () =>
    expectCheck('columnsUnexpected', {
      passing: 'a,b,y\n1,2,no\n',
      failing: 'a,b,y,c\n1,2,no,3\n',
      expected: {
        status: 'warn',
        reason: 'columnUnexpected',
        column: null,
        received: "'c' not in the contract",
      },
    }));
});
