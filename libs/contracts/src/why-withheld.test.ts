import { describe, expect, it } from 'vitest';
import { columnRoles } from './column.ts';
import { whyWithheld } from './why-withheld.ts';

describe('whyWithheld', () => {
  it('keeps the target and what gives it away out of requests, and no other role', () => {
    expect(columnRoles.filter((role) => whyWithheld({ role }) !== null)).toEqual([
      'target',
      'leak',
    ]);
  });

  it('keeps a computed column out whatever its role, and names what it is computed from', () => {
    for (const role of ['group', 'feature'] as const) {
      expect(whyWithheld({ role, computedFrom: 'image' })).toContain("computed from 'image'");
    }
  });
});
