import { describe, expect, it } from 'vitest';
import { readSvg } from '../__fixtures__/read-svg.ts';
import { categoryBars } from './category-bars.ts';

const values = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: `v${index}`, count: 100 - index }));

describe('categoryBars', () => {
  it('writes count and share beside each bar', () => {
    const top = [
      { value: 'no', count: 3690 },
      { value: 'yes', count: 1310 },
    ];
    const { texts, description } = readSvg(
      categoryBars({ name: 'churn', values: top, total: 5000 }),
    );
    expect(texts).toEqual(['no', '3,690 · 73.8 %', 'yes', '1,310 · 26.2 %']);
    expect(description).toBe('2 values in 5,000 rows; no 73.8 %.');
  });

  it('sums what there is no room for as the others', () => {
    const { texts } = readSvg(categoryBars({ name: 'city', values: values(20), total: 2000 }));
    expect(texts).toContain('others');
    expect(texts).toContain(`${(2000 - 585).toLocaleString('en-US')} · 70.8 %`);
  });

  it('cuts a long label and keeps it whole as tooltip', () => {
    const long = 'a very long category that nobody could ever fit';
    const { texts, titles } = readSvg(
      categoryBars({ name: 'x', values: [{ value: long, count: 1 }], total: 1 }),
    );
    expect(texts[0]).toMatch(/^a very.*…$/);
    expect(titles).toContain(long);
  });

  it('shows a value of one class as the only bar', () => {
    const { texts } = readSvg(
      categoryBars({ name: 'x', values: [{ value: 'a', count: 3 }], total: 3 }),
    );
    expect(texts).toEqual(['a', '3 · 100 %']);
  });
});
