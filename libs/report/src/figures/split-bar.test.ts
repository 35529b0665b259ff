import { describe, expect, it } from 'vitest';
import { readSvg } from '../__fixtures__/read-svg.ts';
import { splitBar } from './split-bar.ts';

describe('splitBar', () => {
  it('divides the bar by rows and writes counts', () => {
    const svg = splitBar({ train: 3250, validation: 750, test: 1000 }, { width: 500 });
    const widths = [...svg.matchAll(/<rect[^>]* width="([\d.]+)"/g)].map(([, width]) =>
      Number(width),
    );
    expect(widths).toEqual([323, 73, 98]);
    expect(readSvg(svg).texts).toEqual([
      'train 3,250 · 65 %',
      'validation 750 · 15 %',
      'test 1,000 · 20 %',
    ]);
  });

  it('keeps the labels of thin parts apart and inside', () => {
    const svg = splitBar({ train: 1_000_000, validation: 1, test: 1 });
    const starts = [...svg.matchAll(/<text[^>]* x="([\d.]+)"/g)].map(([, x]) => Number(x));
    expect(starts[2]).toBeLessThan(640);
    expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBeGreaterThan(100);
    expect((starts[2] ?? 0) - (starts[1] ?? 0)).toBeGreaterThan(100);
  });
});
