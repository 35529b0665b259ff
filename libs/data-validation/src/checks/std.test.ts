import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('std', () => {
  it('holds the standard deviation against its limits', () =>
    expectCheck('std', {
      settings: { std: { columns: { a: { max: 1 } } } },
      passing: 'a,b,y\n1,1,no\n2,1,no\n',
      failing: 'a,b,y\n1,1,no\n4,1,no\n',
      expected: {
        status: 'fail',
        reason: 'distribution',
        column: 'a',
        received: 'standard deviation 1.5',
      },
    }));
});
