import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('duplicates', () => {
  it('counts the copies, also of rows with gaps', () =>
    expectCheck('duplicates', {
      settings: { duplicates: { max: 0.25 } },
      passing: 'a,b,y\n1,,no\n1,,no\n1,2,no\n1,,yes\n',
      failing: 'a,b,y\n1,,no\n1,,no\n1,,no\n1,2,no\n3,4,no\n3,4,no\n',
      expected: {
        status: 'fail',
        reason: 'tooManyDuplicates',
        column: null,
        received: '50 % duplicate rows (3 of 6)',
        rows: [3, 6],
      },
    }));
});
