import { describe, expect, it } from 'vitest';
import { readSvg } from '../__fixtures__/read-svg.ts';
import { metricCurve } from './metric-curve.ts';

const points = [0.809, 0.821, 0.817].map((value, index) => ({ epoch: index + 1, value }));

describe('metricCurve', () => {
  it('draws the baseline where it is near', () => {
    const { texts } = readSvg(metricCurve({ metric: 'accuracy', points, baseline: 0.79 }));
    expect(texts).toEqual(expect.arrayContaining(['Accuracy (validation)', 'baseline 0.790']));
  });

  it('only names a baseline that would flatten the curve', () => {
    const { texts } = readSvg(metricCurve({ metric: 'accuracy', points, baseline: 48318 }));
    expect(texts).toContain('baseline 48,318, off the scale');
  });

  it('does without a baseline', () => {
    const { texts } = readSvg(metricCurve({ metric: 'accuracy', points, baseline: null }));
    expect(texts.some((text) => text.startsWith('baseline'))).toBe(false);
  });
});
