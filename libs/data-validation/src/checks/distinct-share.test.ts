import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('distinctShare', () => {
  it('holds the distinct share against its limits', () =>
    expectCheck('distinctShare', {
      settings: { distinctShare: { columns: { a: { min: 0.9 } } } },
      passing: 'a,b,y\n1,1,no\n2,1,no\n',
      failing: 'a,b,y\n4,1,no\n4,1,no\n',
      expected: {
        status: 'fail',
        reason: 'distribution',
        column: 'a',
        received: 'distinct share 0.5',
      },
    }));
});
