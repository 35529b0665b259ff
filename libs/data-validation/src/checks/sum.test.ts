import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('sum', () => {
  it('holds the sum against its limits', () =>
    expectCheck('sum', {
      settings: { sum: { columns: { a: { max: 4 } } } },
      passing: 'a,b,y\n1,1,no\n2,1,no\n',
      failing: 'a,b,y\n1,1,no\n4,1,no\n',
      expected: { status: 'fail', reason: 'distribution', column: 'a', received: 'sum 5' },
    }));
});
