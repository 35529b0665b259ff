import { describe, expect, it } from 'vitest';
import { readSvg } from '../__fixtures__/read-svg.ts';
import { calibrationCurve } from './calibration-curve.ts';

describe('calibrationCurve', () => {
  it('draws a point a bin and names the worst', () => {
    const bins = [
      { score: 0.05, share: 0.04, rows: 500 },
      { score: 0.62, share: 0.7, rows: 500 },
      { score: 0.9, share: 0, rows: 0 },
    ];
    const { elements, description } = readSvg(calibrationCurve({ bins }));
    expect(elements.filter((name) => name === 'circle')).toHaveLength(2);
    expect(description).toBe(
      '2 bins of scores; farthest from the diagonal: said 62 %, came true 70 %.',
    );
  });
});
