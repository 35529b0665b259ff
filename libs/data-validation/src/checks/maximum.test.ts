import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('maximum', () => {
  it('holds the maximum against its limits', () =>
    expectCheck('maximum', {
      settings: { maximum: { columns: { a: { max: 3 } } } },
      passing: 'a,b,y\n1,1,no\n2,1,no\n',
      failing: 'a,b,y\n1,1,no\n4,1,no\n',
      expected: { status: 'fail', reason: 'distribution', column: 'a', received: 'maximum 4' },
    }));
});
