import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('splitLeakage', () => {
  it('finds a test row that was trained on', () =>
    expectCheck('splitLeakage', {
      split: { strategy: 'official' },
      passing: 'a,b,y\n1,1,yes\n2,2,no\n',
      failing: 'a,b,y\n1,1,yes\n2,2,no\n',
      passingTest: 'a,b,y\n1,2,no\n',
      failingTest: 'a,b,y\n1,2,no\n2,2,yes\n',
      expected: {
        status: 'fail',
        reason: 'splitLeakage',
        column: null,
        received: '1 of 2 test rows among the training rows',
        rows: [2],
      },
    }));
});
