import { describe, expect, it } from 'vitest';
import { readSvg } from '../__fixtures__/read-svg.ts';
import { rocCurve } from './roc-curve.ts';

describe('rocCurve', () => {
  it('draws curve, guessing and the area', () => {
    const { texts, description } = readSvg(
      rocCurve({
        points: [
          [0, 0],
          [0.1, 0.7],
          [1, 1],
        ],
        area: 0.8298,
      }),
    );
    expect(texts).toEqual(
      expect.arrayContaining(['false positive rate', 'true positive rate', 'area 0.830', '0.2']),
    );
    expect(description).toContain('0.830');
  });

  it('says why there is no curve with one class', () => {
    expect(readSvg(rocCurve({ points: [], area: null })).texts).toEqual([
      'A ROC curve needs both classes among the rows.',
    ]);
  });
});
