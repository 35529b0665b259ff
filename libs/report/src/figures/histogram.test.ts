import { describe, expect, it } from 'vitest';
import { readSvg } from '../__fixtures__/read-svg.ts';
import { histogram } from './histogram.ts';

describe('histogram', () => {
  const svg = histogram({ name: 'age', edges: [18, 45.3, 72.6, 100], counts: [2850, 2050, 100] });

  it('draws a bar a bin and says its bounds and count', () => {
    const { elements, titles, description } = readSvg(svg);
    expect(elements.filter((name) => name === 'rect')).toHaveLength(3);
    expect(titles).toContain('18 to 45.3: 2,850 rows');
    expect(description).toBe('5,000 rows in 3 bins from 18 to 100.');
  });

  it('names both axes and ticks at round numbers', () => {
    const { texts } = readSvg(svg);
    expect(texts).toEqual(
      expect.arrayContaining(['rows', 'age', '20', '40', '100', '1,000', '3,000']),
    );
  });

  it('draws bars as high as their counts', () => {
    const heights = [...svg.matchAll(/<rect[^>]* height="([\d.]+)"/g)].map(([, height]) =>
      Number(height),
    );
    expect((heights[0] ?? 0) / (heights[1] ?? 1)).toBeCloseTo(2850 / 2050, 2);
  });

  it('draws one value as one bar', () => {
    const { elements } = readSvg(histogram({ name: 'age', edges: [5, 5], counts: [3] }));
    expect(elements.filter((name) => name === 'rect')).toHaveLength(1);
  });
});
