import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('rowCount', () => {
  it('counts the rows', () =>
    expectCheck('rowCount', {
      settings: { rowCount: { min: 2, max: 3 } },
      passing: 'a,b,y\n1,2,no\n1,2,no\n',
      failing: 'a,b,y\n1,2,no\n',
      expected: { status: 'fail', reason: 'tooFewRows', column: null, received: '1 row' },
    }));
});
