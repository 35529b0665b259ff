import { describe, it } from 'vitest';
import { expectCheck } from '../../test/expect-check.ts';

describe('columnsPresent', () => {
  it('names the missing column', () =>
    expectCheck('columnsPresent', {
      passing: 'a,b,y\n1,2,no\n',
      failing: 'a,y\n1,no\n',
      expected: {
        status: 'fail',
        reason: 'columnMissing',
        column: null,
        received: "no column 'b'",
      },
    }));
});
