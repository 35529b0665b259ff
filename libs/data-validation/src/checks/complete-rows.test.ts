import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('completeRows', () => {
  it('counts rows with a gap', () =>
    expectCheck('completeRows', {
      settings: { completeRows: { min: 0.5 } },
      passing: 'a,b,y\n1,1,no\n,1,no\n',
      failing: 'a,b,y\n1,1,no\n,1,no\n1,,no\n',
      expected: {
        status: 'fail',
        reason: 'tooManyMissing',
        column: null,
        received: '33.3 % complete (2 rows with a missing cell)',
        rows: [2, 3],
      },
    }));
});
