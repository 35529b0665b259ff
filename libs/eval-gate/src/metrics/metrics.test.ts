import type { Problem } from '@create-mlops/contracts';
import { seededRandom } from '@create-mlops/statistics';
import { describe, expect, it } from 'vitest';
import { binaryRows, classRows, valueRows } from '../../test/scored-rows.ts';
import { estimateMetric } from '../estimate/estimate.ts';
import { resampler } from '../estimate/resampling.ts';
import { measure } from '../measure.ts';
import type { Metric } from '../metric.ts';
import { metricRegistry } from '../metric-registry.ts';
import { type Scored, selectScored } from '../scored.ts';
import { rocAuc } from './roc-auc.ts';

const metrics = Object.entries(metricRegistry);
const value = (metric: Metric, scored: Scored, problem: Problem) =>
  measure(metric, scored, problem).value;

/** Eight rows of a binary problem, six of three classes, four values; the figures are scikit-learn's. */
const binary = binaryRows([0, 1, 1, 0, 1, 0, 1, 1], [0.2, 0.9, 0.4, 0.4, 0.8, 0.1, 0.4, 0.6]);
const multiclass = classRows(
  [0, 1, 2, 2, 1, 0],
  [
    [0.6, 0.3, 0.1],
    [0.2, 0.5, 0.3],
    [0.1, 0.3, 0.6],
    [0.4, 0.35, 0.25],
    [0.3, 0.4, 0.3],
    [0.5, 0.2, 0.3],
  ],
);
const regression = valueRows([100, 200, 300, 400], [110, 190, 330, 380]);

const known: Record<string, Partial<Record<Problem, number>>> = {
  accuracy: { binary: 0.75, multiclass: 5 / 6 },
  balancedAccuracy: { binary: 0.8, multiclass: 5 / 6 },
  precision: { binary: 1, multiclass: 8 / 9 },
  recall: { binary: 0.6, multiclass: 5 / 6 },
  f1: { binary: 0.75, multiclass: 0.8222222222 },
  rocAuc: { binary: 14 / 15, multiclass: 0.875 },
  logLoss: { binary: 0.4389051057, multiclass: 0.7850884503 },
  // By hand: bins {0.1}, {0.2}, {0.4 × 3}, {0.6}, {0.8}, {0.9}: (0.1 + 0.2 + 3·|0.4 − 2/3| + 0.4 + 0.2 + 0.1) / 8.
  // and {0.4 × 2}, {0.5 × 2}, {0.6 × 2}: (2·|0.4 − 1/2| + 2·0.5 + 2·0.4) / 6.
  ece: { binary: 0.225, multiclass: 1 / 3 },
  mae: { regression: 17.5 },
  rmse: { regression: 19.364916731 },
  r2: { regression: 0.97 },
  mape: { regression: 0.075 },
};
const rowsOf: Record<Problem, Scored> = { binary, multiclass, regression };

const perfect: Record<Problem, Scored> = {
  binary: binaryRows([0, 1, 0, 1], [0, 1, 0, 1]),
  multiclass: classRows(
    [0, 1, 2],
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  ),
  regression: valueRows([1, 2, 3], [1, 2, 3]),
};
const worst: Record<Problem, Scored> = {
  binary: binaryRows([0, 1, 0, 1], [1, 0, 1, 0]),
  multiclass: classRows(
    [0, 1, 2],
    [
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ],
  ),
  regression: valueRows([1, 2, 3], [3, 2, 1]),
};
const empty: Record<Problem, Scored> = {
  binary: classRows([], [], 2),
  multiclass: classRows([], [], 3),
  regression: valueRows([], []),
};

describe.each(metrics)('%s', (name, metric) => {
  it('is registered under its own name', () => {
    expect(metric.name).toBe(name);
    expect(known[name], 'a known value belongs to every metric').toBeDefined();
  });

  describe.each(metric.problems)('%s', (problem) => {
    it('gives the known value', () => {
      expect(value(metric, rowsOf[problem], problem)).toBeCloseTo(known[name]?.[problem] ?? NaN, 6);
    });

    it('is best for a perfect model, and worse for the worst one', () => {
      const [best, least] = [
        value(metric, perfect[problem], problem),
        value(metric, worst[problem], problem),
      ];
      expect(best).toBe(metric.direction === 'higher' ? 1 : 0);
      const better = metric.direction === 'higher' ? 1 : -1;
      expect(better * ((best ?? 0) - (least ?? 0))).toBeGreaterThan(0);
    });

    it('does not exist without rows, and says so', () => {
      expect(measure(metric, empty[problem], problem)).toMatchObject({
        value: null,
        why: expect.stringContaining('no rows'),
      });
    });

    it('does not exist when an answer is not a number', () => {
      const spoilt =
        problem === 'regression'
          ? valueRows([1, 2, 3], [1, Number.NaN, 3])
          : classRows(
              [0, 1, 1],
              problem === 'binary'
                ? [
                    [1, 0],
                    [Number.NaN, Number.NaN],
                    [0, 1],
                  ]
                : [
                    [1, 0, 0],
                    [Number.NaN, 0, 0],
                    [0, 1, 0],
                  ],
            );
      expect(measure(metric, spoilt, problem)).toMatchObject({
        value: null,
        why: expect.stringContaining('not a number'),
      });
    });

    it('is a finite number or nothing for one class, equal answers and one row', () => {
      const odd: Scored[] =
        problem === 'regression'
          ? [valueRows([5, 5, 5], [5, 5, 5]), valueRows([0, 0], [1, 2]), valueRows([3], [4])]
          : [
              selectScored(rowsOf[problem], [1, 1, 1]),
              selectScored(rowsOf[problem], [0]),
              classRows(
                [0, 1, 0],
                Array.from({ length: 3 }, () =>
                  problem === 'binary' ? [0.5, 0.5] : [0.4, 0.3, 0.3],
                ),
              ),
            ];
      for (const scored of odd) {
        const figure = value(metric, scored, problem);
        expect(figure === null || Number.isFinite(figure)).toBe(true);
      }
    });

    it('does not depend on the order of rows', () => {
      const scored = rowsOf[problem];
      const backwards = Array.from({ length: scored.rows }, (_, row) => scored.rows - 1 - row);
      expect(value(metric, selectScored(scored, backwards), problem)).toBeCloseTo(
        value(metric, scored, problem) ?? NaN,
        9,
      );
    });

    it('resamples to what it computes on those rows', () => {
      const random = seededRandom(11);
      const scored = rowsOf[problem];
      const fast = resampler(metric, scored);
      for (let round = 0; round < 30; round++) {
        const rows = Uint32Array.from({ length: scored.rows }, () =>
          Math.floor(random() * scored.rows),
        );
        const slow = metric.compute(selectScored(scored, rows)) ?? Number.NaN;
        if (Number.isNaN(slow)) expect(fast(rows)).toBeNaN();
        else expect(fast(rows)).toBeCloseTo(slow, 9);
      }
    });

    it('has its value between its bounds, the same ones every time', () => {
      const scored = rowsOf[problem];
      const figure = value(metric, scored, problem) ?? NaN;
      const options = { confidence: 0.95, seed: 1 };
      const estimate = estimateMetric(metric, scored, figure, options);
      expect(estimate.lower).toBeLessThanOrEqual(figure);
      expect(estimate.upper).toBeGreaterThanOrEqual(figure);
      expect(estimateMetric(metric, scored, figure, options)).toEqual(estimate);
    });
  });

  it('says which models it does not judge', () => {
    const strange = metric.problems.includes('regression') ? 'binary' : 'regression';
    expect(measure(metric, rowsOf[strange], strange)).toMatchObject({
      value: null,
      why: expect.stringContaining('it judges'),
    });
  });
});

describe('rocAuc', () => {
  it('counts a tie as half, so that one score for all rows is 0.5', () => {
    const flat = binaryRows([0, 1, 1, 0], [0.3, 0.3, 0.3, 0.3]);
    expect(value(rocAuc, flat, 'binary')).toBe(0.5);
  });

  it('needs both classes', () => {
    const measured = measure(rocAuc, binaryRows([1, 1], [0.2, 0.8]), 'binary');
    expect(measured).toMatchObject({ value: null, why: expect.stringContaining('two classes') });
  });
});

describe('measure', () => {
  it('turns an exception of a metric into a reason', () => {
    const broken: Metric = {
      name: 'broken',
      title: 'Broken',
      direction: 'higher',
      problems: ['binary'],
      interval: { kind: 'bootstrap' },
      compute: () => {
        throw new Error('no such thing');
      },
    };
    expect(measure(broken, binary, 'binary')).toEqual({
      value: null,
      why: 'its code failed: no such thing',
    });
  });
});
