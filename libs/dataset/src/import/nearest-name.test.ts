import { describe, expect, it } from 'vitest';
import { nearestName } from './nearest-name.ts';

describe('nearestName', () => {
  const names = ['survived', 'sex', 'age', 'embark_town'];

  it.each([
    ['Survived', 'survived'],
    ['surived', 'survived'],
    ['AGE', 'age'],
    ['embarktown', 'embark_town'],
    ['price', null],
    ['xyz', null],
    ['', null],
  ])('takes %j for %j', (wanted, meant) => {
    expect(nearestName(wanted, names)).toBe(meant);
  });
});
