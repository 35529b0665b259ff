import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('minimum', () => {
  it('holds the minimum against its limits', () =>
    expectCheck('minimum', {
      settings: { minimum: { columns: { a: { min: 0 } } } },
      passing: 'a,b,y\n0,1,no\n2,1,no\n',
      failing: 'a,b,y\n-1,1,no\n4,1,no\n',
      expected: { status: 'fail', reason: 'distribution', column: 'a', received: 'minimum -1' },
    }));
});
