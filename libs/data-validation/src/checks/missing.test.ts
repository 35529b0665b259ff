import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('missing', () => {
  it('takes a column by its own limit', () =>
    expectCheck('missing', {
      settings: { missing: { max: 0.5, columns: { b: 1 } } },
      passing: 'a,b,y\n1,,no\n,,no\n',
      failing: 'a,b,y\n1,,no\n,,no\n,,yes\n',
      expected: {
        status: 'fail',
        reason: 'tooManyMissing',
        column: 'a',
        received: '66.7 % missing (2 of 3)',
        rows: [2, 3],
      },
    }));
});
