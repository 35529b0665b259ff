import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('rule', () => {
  it('holds a rule in SQL', () =>
    expectCheck('rule', {
      settings: { rule: { rules: { bounded: 'a + b < 10' } } },
      passing: 'a,b,y\n1,1,yes\n,,no\n',
      failing: 'a,b,y\n1,1,no\n5,5,no\n',
      expected: {
        status: 'fail',
        reason: 'rule',
        column: null,
        received: "1 row against 'bounded' (row 2)",
        rows: [2],
      },
    }));
});
