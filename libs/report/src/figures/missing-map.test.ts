import { describe, expect, it } from 'vitest';
import { readSvg } from '../__fixtures__/read-svg.ts';
import { missingMap } from './missing-map.ts';

describe('missingMap', () => {
  it('shows the columns with holes, most first, and counts the others', () => {
    const columns = [
      { name: 'age', missing: 10 },
      { name: 'deck', missing: 770 },
      { name: 'fare', missing: 0 },
    ];
    const { texts } = readSvg(missingMap({ rows: 1000, columns }));
    expect(texts).toEqual(['deck', '77 % (770)', 'age', '1 % (10)', '1 column complete.']);
  });

  it('says so when nothing is missing', () => {
    const { texts } = readSvg(missingMap({ rows: 10, columns: [{ name: 'age', missing: 0 }] }));
    expect(texts).toEqual(['No value is missing in any column.']);
  });

  it('draws at most thirty columns and says how many it left out', () => {
    const columns = Array.from({ length: 40 }, (_, index) => ({ name: `c${index}`, missing: 1 }));
    const { texts } = readSvg(missingMap({ rows: 10, columns }));
    expect(texts.at(-1)).toBe('10 more columns with missing values; no column is complete.');
  });
});
