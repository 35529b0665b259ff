import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('distinctCount', () => {
  it('holds the distinct values against its limits', () =>
    expectCheck('distinctCount', {
      settings: { distinctCount: { columns: { a: { min: 2 } } } },
      passing: 'a,b,y\n1,1,no\n2,1,no\n',
      failing: 'a,b,y\n4,1,no\n4,1,no\n',
      expected: {
        status: 'fail',
        reason: 'distribution',
        column: 'a',
        received: 'distinct values 1',
      },
    }));
});
