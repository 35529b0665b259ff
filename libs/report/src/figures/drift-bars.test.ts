import { describe, expect, it } from 'vitest';
import { readSvg } from '../__fixtures__/read-svg.ts';
import { driftBars } from './drift-bars.ts';

describe('driftBars', () => {
  it('draws both shares of each bin and names the largest change', () => {
    const bins = [
      { label: '18 – 43', reference: 0.5, current: 0.22 },
      { label: '43 – 96', reference: 0.5, current: 0.785 },
    ];
    const { texts, titles, description } = readSvg(driftBars({ column: 'age', bins }));
    expect(texts).toEqual(
      expect.arrayContaining(['reference', 'current', '18 – 43', '22 %', '78.5 %']),
    );
    expect(titles).toContain('43 – 96, current: 78.5 %');
    expect(description).toBe('2 bins; 43 – 96 went from 50 % to 78.5 %.');
  });
});
