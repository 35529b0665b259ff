import { describe, expect, it } from 'vitest';
import { pinnedVersions } from './pinned-versions.ts';

describe('pinnedVersions', () => {
  it('reads models with their versions, and nothing from nothing', () => {
    expect(pinnedVersions('churn=3, houses=12', ['churn', 'houses'])).toEqual({
      churn: 3,
      houses: 12,
    });
    expect(pinnedVersions(undefined, ['churn'])).toEqual({});
    expect(pinnedVersions('', ['churn'])).toEqual({});
  });

  it('refuses what is no model with a version', () => {
    for (const text of ['nobody=1', 'churn', 'churn=0', 'churn=latest', '3']) {
      expect(() => pinnedVersions(text, ['churn']), text).toThrow('MLOPS_PIN');
    }
  });
});
