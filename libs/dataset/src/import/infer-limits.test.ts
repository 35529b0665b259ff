import { describe, expect, it } from 'vitest';
import { inferLimits, percent } from './infer-limits.ts';
import { csvOf, profileText } from './profile-text.fixture.ts';

describe('inferLimits', () => {
  async function limitsOf(text: string) {
    const profile = await profileText(text);
    return inferLimits(profile, profile.columns, [
      { value: 'a', count: 90 },
      { value: 'b', count: 10 },
    ]);
  }

  it('leaves the next file a little room', async () => {
    const limits = await limitsOf(csvOf('x,gaps', 100, (index) => [index, index % 2 ? '' : index]));
    expect(limits.maxMissing).toEqual({
      gaps: { value: 0.65, evidence: '50 of 100 values (50 %) are missing' },
    });
    expect(limits.maxDuplicates.value).toBe(0.01);
    expect(limits.minRows.value).toBe(50);
    expect(limits.minClassShare).toEqual({
      value: 0.05,
      evidence: 'half the share of the rarest class, b (10 of 100 rows, 10 %)',
    });
  });

  it('never allows more than everything', async () => {
    const limits = await limitsOf(csvOf('x,none', 30, (index) => [index, '']));
    expect(limits.maxMissing.none?.value).toBe(1);
  });
});

describe('percent', () => {
  it.each([
    [0, '0 %'],
    [0.7722, '77.2 %'],
    [0.0022, '0.22 %'],
    [1, '100 %'],
  ])('writes %d as %s', (share, text) => {
    expect(percent(share)).toBe(text);
  });
});
