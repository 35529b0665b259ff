import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('classRows', () => {
  it('names a class that hardly occurs', () =>
    expectCheck('classRows', {
      settings: { classRows: { min: 2 } },
      passing: 'a,b,y\n1,2,no\n1,2,no\n1,2,yes\n1,2,yes\n',
      failing: 'a,b,y\n1,2,no\n1,2,no\n1,2,yes\n',
      expected: {
        status: 'warn',
        reason: 'classImbalance',
        column: 'y',
        received: "'yes' in 1 row",
      },
    }));
});
