import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('median', () => {
  it('holds the median against its limits', () =>
    expectCheck('median', {
      settings: { median: { columns: { a: { max: 2 } } } },
      passing: 'a,b,y\n1,1,no\n2,1,no\n',
      failing: 'a,b,y\n1,1,no\n4,1,no\n',
      expected: { status: 'fail', reason: 'distribution', column: 'a', received: 'median 2.5' },
    }));
});
