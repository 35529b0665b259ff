import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('mean', () => {
  it('holds the mean against its limits', () =>
    expectCheck('mean', {
      settings: { mean: { columns: { a: { min: 1, max: 2 } } } },
      passing: 'a,b,y\n1,1,no\n2,1,no\n',
      failing: 'a,b,y\n1,1,no\n4,1,no\n',
      expected: { status: 'fail', reason: 'distribution', column: 'a', received: 'mean 2.5' },
    }));
});
