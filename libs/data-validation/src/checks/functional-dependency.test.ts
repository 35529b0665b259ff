import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('functionalDependency', () => {
  it('finds a value that goes with two others', () =>
    expectCheck('functionalDependency', {
      settings: { functionalDependency: { rules: [{ from: ['a'], to: 'b' }] } },
      passing: 'a,b,y\n1,2,no\n1,2,no\n2,2,no\n',
      failing: 'a,b,y\n1,2,no\n1,3,no\n2,2,no\n',
      expected: {
        status: 'fail',
        reason: 'rule',
        column: 'b',
        received: '1 value of a with more than one b',
        rows: [2],
      },
    }));
});
