import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('type', () => {
  it('names the first cell that does not cast', () =>
    expectCheck('type', {
      passing: 'a,b,y\n1,2,no\n2,,yes\n',
      failing: 'a,b,y\n1,2,no\ntwo,2,yes\n',
      expected: {
        status: 'fail',
        reason: 'wrongType',
        column: 'a',
        received: '1 row not a number (row 2: two)',
        rows: [2],
      },
    }));
});
