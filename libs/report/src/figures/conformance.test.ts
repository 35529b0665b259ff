import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSvg } from '../__fixtures__/read-svg.ts';
import { standaloneFigure } from '../drawing/theme.ts';
import { calibrationCurve } from './calibration-curve.ts';
import { categoryBars } from './category-bars.ts';
import { confusionMatrix } from './confusion-matrix.ts';
import { driftBars } from './drift-bars.ts';
import { driftStrengths } from './drift-strengths.ts';
import { histogram } from './histogram.ts';
import { latencyBars } from './latency-bars.ts';
import { lineageFlow } from './lineage-flow.ts';
import { lossCurves } from './loss-curves.ts';
import { metricCurve } from './metric-curve.ts';
import { metricMarks } from './metric-marks.ts';
import { missingMap } from './missing-map.ts';
import { predictedObserved } from './predicted-observed.ts';
import { rocCurve } from './roc-curve.ts';
import { splitBar } from './split-bar.ts';

const hostile = `<script>alert("1")</script>' onload='x' & \u0000${'w'.repeat(200)}`;
const box = { name: hostile, identity: hostile, beside: hostile };
const mark = { candidate: 0, production: 0, baseline: 0, bound: 0, limit: 0 };

/** Every figure without data, with a single value, and with names that want out. */
const figures: Readonly<
  Record<string, { readonly empty: string; readonly single: string; readonly hostile: string }>
> = {
  'calibration-curve': {
    empty: calibrationCurve({ bins: [] }),
    single: calibrationCurve({ bins: [{ score: 0.5, share: 1, rows: 1 }] }),
    hostile: calibrationCurve({ bins: [{ score: 0, share: 0, rows: 0 }] }),
  },
  'category-bars': {
    empty: categoryBars({ name: 'plan', values: [], total: 0 }),
    single: categoryBars({ name: 'plan', values: [{ value: '', count: 1 }], total: 1 }),
    hostile: categoryBars({ name: hostile, values: [{ value: hostile, count: 1 }], total: 9 }),
  },
  'confusion-matrix': {
    empty: confusionMatrix({ classes: [], counts: [] }),
    single: confusionMatrix({ classes: ['yes'], counts: [[7]] }),
    hostile: confusionMatrix({ classes: [hostile, ''], counts: [[1, 0], []] }),
  },
  'drift-bars': {
    empty: driftBars({ column: 'age', bins: [] }),
    single: driftBars({ column: 'age', bins: [{ label: 'a', reference: 0, current: 0 }] }),
    hostile: driftBars({ column: hostile, bins: [{ label: hostile, reference: 1, current: 0 }] }),
  },
  'drift-strengths': {
    empty: driftStrengths([]),
    single: driftStrengths([{ column: 'age', verdict: 'none', strength: 0, said: '' }]),
    hostile: driftStrengths([{ column: hostile, verdict: 'drift', strength: 1e6, said: hostile }]),
  },
  histogram: {
    empty: histogram({ name: 'age', edges: [], counts: [] }),
    single: histogram({ name: 'age', edges: [5, 5], counts: [3] }),
    hostile: histogram({ name: hostile, edges: [-1e-9, 1e-9], counts: [1] }, { unit: hostile }),
  },
  'latency-bars': {
    empty: latencyBars({ p50: 0, p95: 0, p99: 0, calls: 0, limitMs: null }),
    single: latencyBars({ p50: 0, p95: 0, p99: 0, calls: 1, limitMs: 0 }),
    hostile: latencyBars({ p50: 1e-9, p95: 1e9, p99: 1e12, calls: 1, limitMs: 1e12 }),
  },
  'lineage-flow': {
    empty: lineageFlow({ inputs: [], model: { ...box, name: 'Model' }, version: null }),
    single: lineageFlow({ inputs: [box], model: box, version: box }),
    hostile: lineageFlow({ inputs: [box, box], model: box, version: box }),
  },
  'loss-curves': {
    empty: lossCurves({ epochs: [] }),
    single: lossCurves({ epochs: [{ epoch: 1, loss: 0.5, validationLoss: 0.5 }] }),
    hostile: lossCurves({ epochs: [{ epoch: 1, loss: -1e300, validationLoss: 1e300 }] }),
  },
  'metric-curve': {
    empty: metricCurve({ metric: 'f1', points: [], baseline: null }),
    single: metricCurve({ metric: 'f1', points: [{ epoch: 1, value: 0 }], baseline: 0 }),
    hostile: metricCurve({ metric: hostile, points: [{ epoch: 1, value: 1 }], baseline: 1e9 }),
  },
  'metric-marks': {
    empty: metricMarks([]),
    single: metricMarks([
      { metric: 'f1', candidate: 0, production: null, baseline: null, bound: null, limit: null },
    ]),
    hostile: metricMarks([
      { metric: hostile, ...mark },
      { metric: 'mae', ...mark, candidate: -17500 },
    ]),
  },
  'missing-map': {
    empty: missingMap({ rows: 0, columns: [] }),
    single: missingMap({ rows: 1, columns: [{ name: 'age', missing: 1 }] }),
    hostile: missingMap({ rows: 9, columns: [{ name: hostile, missing: 3 }] }),
  },
  'predicted-observed': {
    empty: predictedObserved({ target: 'price', pairs: [] }),
    single: predictedObserved({ target: 'price', pairs: [[5, 5]] }),
    hostile: predictedObserved({ target: hostile, pairs: [[-1e12, 1e12]] }),
  },
  'roc-curve': {
    empty: rocCurve({ points: [], area: null }),
    single: rocCurve({ points: [[0, 0]], area: 0.5 }),
    hostile: rocCurve({
      points: [
        [0, 0],
        [1, 1],
      ],
      area: null,
    }),
  },
  'split-bar': {
    empty: splitBar({ train: 0, validation: 0, test: 0 }),
    single: splitBar({ train: 1, validation: 0, test: 0 }),
    hostile: splitBar({ train: 1e9, validation: 1, test: 1 }),
  },
};

describe.each(Object.entries(figures))('%s', (_name, drawings) => {
  it.each(Object.entries(drawings))('is a figure that stands alone: %s', (_case, svg) => {
    const { titles, description } = readSvg(svg);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*role="img"/);
    expect(titles[0]).not.toBe('');
    expect(description).not.toBe('');
    expect(svg).not.toMatch(/<script|[^a-zA-Z]on[a-z]+="|javascript:/);
  });

  it('keeps its size and gains its style as a file', () => {
    const file = standaloneFigure(drawings.single);
    expect(file).toContain('<style>');
    expect(file).toContain('prefers-color-scheme: dark');
    expect(file).toMatch(/viewBox="-16 -16 /);
  });
});

describe('the conformance suite', () => {
  it('draws every figure there is', () => {
    const files = readdirSync(import.meta.dirname)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => file.replace('.ts', ''))
      .filter((file) => file !== 'best-epoch');
    expect(Object.keys(figures).sort()).toEqual(files.sort());
  });

  it('reads strictly: what is not escaped, not closed or no number fails', () => {
    expect(() => readSvg('<svg><text>a < b</text></svg>')).toThrow();
    expect(() => readSvg('<svg><text>a & b</text></svg>')).toThrow('bare &');
    expect(() => readSvg('<svg><g></svg>')).toThrow();
    expect(() => readSvg('<svg x="NaN"></svg>')).toThrow('No number');
  });
});
