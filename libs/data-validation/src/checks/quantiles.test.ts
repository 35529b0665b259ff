import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('quantiles', () => {
  it('holds a quantile against its limits', () =>
    expectCheck('quantiles', {
      settings: { quantiles: { columns: { a: [{ probability: 0.75, max: 2 }] } } },
      passing: 'a,b,y\n1,1,no\n2,1,no\n',
      failing: 'a,b,y\n1,1,no\n5,1,no\n',
      expected: {
        status: 'fail',
        reason: 'distribution',
        column: 'a',
        received: '75 % quantile 4',
      },
    }));
});
