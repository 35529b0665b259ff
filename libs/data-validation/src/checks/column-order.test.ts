import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('columnOrder', () => {
  it('says which column is out of place', () =>
    expectCheck('columnOrder', {
      settings: { columnOrder: {} },
      passing: 'a,b,y\n1,2,no\n',
      failing: 'b,a,y\n1,2,no\n',
      expected: {
        status: 'warn',
        reason: 'columnUnexpected',
        column: null,
        received: "'b' where 'a' belongs",
      },
    }));
});
