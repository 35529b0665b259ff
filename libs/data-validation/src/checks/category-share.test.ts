import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('categoryShare', () => {
  it('holds a category against its limits', () =>
    expectCheck('categoryShare', {
      settings: { categoryShare: { columns: { y: { yes: { min: 0.5 } } } } },
      passing: 'a,b,y\n0,1,yes\n2,1,no\n',
      failing: 'a,b,y\n0,1,no\n0,1,no\n1,1,yes\n',
      expected: {
        status: 'fail',
        reason: 'distribution',
        column: 'y',
        received: "33.3 % 'yes' (1 row)",
      },
    }));
});
