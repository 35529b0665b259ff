import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('constantColumn', () => {
  it('finds a feature that never changes', () =>
    expectCheck('constantColumn', {
      passing: 'a,b,y\n0,1,yes\n2,2,no\n',
      failing: 'a,b,y\n0,1,no\n1,1,no\n',
      expected: {
        status: 'warn',
        reason: 'constantColumn',
        column: 'b',
        received: 'the same value in every row',
      },
    }));
});
