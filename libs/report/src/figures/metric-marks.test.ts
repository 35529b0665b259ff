import { describe, expect, it } from 'vitest';
import { readSvg } from '../__fixtures__/read-svg.ts';
import { metricMarks } from './metric-marks.ts';

const plain = { production: null, baseline: null, bound: null, limit: null };
const accuracy = { ...plain, metric: 'accuracy', candidate: 0.803, baseline: 0.738, bound: 0.782 };

describe('metricMarks', () => {
  it('marks candidate, bound and baseline, and explains only what it draws', () => {
    const { titles, texts } = readSvg(metricMarks([accuracy]));
    expect(titles.slice(1)).toEqual(['bound 0.782', 'baseline 0.738', 'candidate 0.803']);
    expect(texts).toEqual(expect.arrayContaining(['candidate', 'confidence bound', 'baseline']));
    expect(texts).not.toContain('production');
  });

  it('draws the interval from the candidate to its bound', () => {
    const [, x1, x2] =
      /class="a-line thick" x1="([\d.]+)" y1="[\d.]+" x2="([\d.]+)" y2="[\d.]+"\/><line class="a-line curve"/.exec(
        metricMarks([accuracy], { width: 1274 }),
      ) ?? [];
    expect((Number(x2) - Number(x1)) / 1000).toBeCloseTo(0.803 - 0.782, 4);
  });

  it('shares one scale among shares and gives others their own', () => {
    const { texts } = readSvg(
      metricMarks([
        { ...plain, metric: 'mae', candidate: 9077, baseline: 49530 },
        accuracy,
        { ...plain, metric: 'f1', candidate: 0.5 },
      ]),
    );
    expect(texts.filter((text) => text === '0.2')).toHaveLength(1);
    expect(texts).toContain('40k');
    expect(texts.indexOf('F1')).toBeLessThan(texts.indexOf('Mean absolute error'));
  });

  it('takes what misses zero by a rounding error for a share', () => {
    const { texts } = readSvg(
      metricMarks([{ ...plain, metric: 'r2', candidate: 0.96, baseline: -0.000026 }]),
    );
    expect(texts).toContain('0.2');
    expect(texts.some((text) => text.startsWith('−'))).toBe(false);
  });
});
