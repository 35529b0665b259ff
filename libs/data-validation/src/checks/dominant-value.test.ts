import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('dominantValue', () => {
  it('finds a value that takes up a feature', () =>
    expectCheck('dominantValue', {
      settings: { dominantValue: { max: 0.7 } },
      passing: 'a,b,y\n0,1,yes\n2,2,no\n',
      failing: 'a,b,y\n0,1,no\n1,1,no\n2,1,no\n3,2,no\n',
      expected: {
        status: 'warn',
        reason: 'constantColumn',
        column: 'b',
        received: 'its most frequent value in 75 %',
      },
    }));
});
