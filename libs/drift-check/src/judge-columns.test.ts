import type { Value } from '@create-mlops/contracts';
import { normalQuantile, type Random, seededRandom } from '@create-mlops/statistics';
import { describe, expect, it } from 'vitest';
import { detectorRegistry } from './detectors/index.ts';
import { type ColumnToJudge, judgeColumns } from './judge-columns.ts';
import { driftSettingsSchema } from './settings.ts';
import { summarizeColumn } from './summarize-column.ts';

const settings = driftSettingsSchema.parse({});
const judge = (columns: readonly ColumnToJudge[]) =>
  judgeColumns(columns, detectorRegistry, settings);

const column = (
  name: string,
  reference: readonly Value[],
  values: readonly Value[],
  isNumeric: boolean,
): ColumnToJudge => ({
  column: name,
  source: 'data',
  reference: summarizeColumn(reference, isNumeric),
  values,
});

const normals = (random: Random, n: number, shift = 0) =>
  Array.from({ length: n }, () => shift + normalQuantile(Math.max(1e-12, random())));
const categories = (random: Random, n: number, shares: readonly number[]) =>
  Array.from({ length: n }, () => {
    let rest = random();
    const index = shares.findIndex((share) => {
      rest -= share;
      return rest < 0;
    });
    return `c${index < 0 ? shares.length - 1 : index}`;
  });
const even = (count: number) => new Array<number>(count).fill(1 / count);

type Rule = (random: Random, current: number) => ColumnToJudge;
const stable: Record<string, Rule> = {
  normal: (random, n) => column('x', normals(random, 3_000), normals(random, n), true),
  lognormal: (random, n) =>
    column('x', normals(random, 3_000).map(Math.exp), normals(random, n).map(Math.exp), true),
  'five categories': (random, n) =>
    column('x', categories(random, 3_000, even(5)), categories(random, n, even(5)), false),
  'fifty categories': (random, n) =>
    column('x', categories(random, 3_000, even(50)), categories(random, n, even(50)), false),
  '200 categories': (random, n) =>
    column('x', categories(random, 3_000, even(200)), categories(random, n, even(200)), false),
};

describe('judgeColumns when nothing has changed', () => {
  const sizes = [50, 200, 1_000];
  const cases = Object.entries(stable).flatMap(([name, make]) =>
    sizes.map((size) => [name, size, make] as const),
  );

  it.each(cases)('does not alarm more often than stated: %s, %i rows', (_name, size, make) => {
    const random = seededRandom(size);
    const rounds = 120;
    let alarms = 0;
    for (let round = 0; round < rounds; round++) {
      if (judge([make(random, size)])[0]?.verdict === 'drift') alarms++;
    }
    expect(alarms / rounds).toBeLessThanOrEqual(0.06);
  });

  it('alarms on at most 6 % of windows of twenty columns', () => {
    const random = seededRandom(20);
    const rounds = 60;
    let alarms = 0;
    for (let round = 0; round < rounds; round++) {
      const columns = Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0
          ? column(`n${index}`, normals(random, 1_000), normals(random, 200), true)
          : column(
              `c${index}`,
              categories(random, 1_000, even(5)),
              categories(random, 200, even(5)),
              false,
            ),
      );
      if (judge(columns).some((result) => result.verdict === 'drift')) alarms++;
    }
    expect(alarms / rounds).toBeLessThanOrEqual(0.06);
  });
});

describe('judgeColumns when something has changed', () => {
  it('finds a shift of 0.3 σ in 500 rows nine times in ten', () => {
    const random = seededRandom(1);
    let found = 0;
    for (let round = 0; round < 60; round++) {
      const [result] = judge([
        column('x', normals(random, 3_000), normals(random, 500, 0.3), true),
      ]);
      if (result?.verdict === 'drift') found++;
    }
    expect(found / 60).toBeGreaterThanOrEqual(0.9);
  });

  it('finds a category that gains ten points in 500 rows nine times in ten', () => {
    const random = seededRandom(2);
    let found = 0;
    for (let round = 0; round < 60; round++) {
      const [result] = judge([
        column(
          'x',
          categories(random, 3_000, [0.3, 0.4, 0.3]),
          categories(random, 500, [0.4, 0.35, 0.25]),
          false,
        ),
      ]);
      if (result !== undefined && result.verdict !== 'none') found++;
    }
    expect(found / 60).toBeGreaterThanOrEqual(0.9);
  });

  it('stays quiet on a significant change that is too small to matter', () => {
    const random = seededRandom(3);
    const [result] = judge([
      column('x', normals(random, 50_000), normals(random, 50_000, 0.04), true),
    ]);
    expect(result?.detectors.find((detector) => detector.detector === 'ks')?.pValue).toBeLessThan(
      0.05,
    );
    expect(result?.verdict).not.toBe('drift');
  });

  it('says what has moved, in the column’s own numbers', () => {
    const random = seededRandom(4);
    const ages = normals(random, 2_000).map((value) => 44 + 15 * value);
    const older = normals(random, 400).map((value) => 58 + 15 * value);
    const [result] = judge([column('age', ages, older, true)]);
    expect(result?.verdict).toBe('drift');
    expect(result?.sentence).toMatch(/^age: mean 44\.\d → 5\d\.\d, moved by 0\.9\d* σ$/);
  });

  it('finds values that have gone missing, and new categories', () => {
    const reference = new Array<Value>(1_000).fill('a').fill('b', 500);
    const holes = new Array<Value>(400).fill('a').fill('b', 200).fill(null, 340);
    const [missing] = judge([column('plan', reference, holes, false)]);
    expect(missing?.verdict).toBe('drift');
    expect(missing?.sentence).toContain('missing 0 % → 15 %');
    const news = new Array<Value>(400).fill('a').fill('b', 200).fill('gold', 380);
    const [unseen] = judge([column('plan', reference, news, false)]);
    expect(unseen?.sentence).toContain('never seen in training');
    expect(unseen?.verdict).not.toBe('none');
  });
});

describe('judgeColumns at the edges', () => {
  const cases: readonly (readonly [string, readonly Value[], readonly Value[], boolean])[] = [
    ['identical numbers', [1, 2, 3, 4], [1, 2, 3, 4], true],
    ['one value', [1], [1], true],
    ['all equal', [5, 5, 5, 5], [5, 5, 5], true],
    ['an empty window', [1, 2, 3], [], true],
    ['an empty reference', [], [1, 2, 3], true],
    ['nothing but missing values', [null, null], [null, null], true],
    ['NaN counts as missing', [1, 2, 3], [1, Number.NaN, 2], true],
    ['identical categories', ['a', 'b'], ['a', 'b'], false],
    ['one category', ['a', 'a'], ['a'], false],
    ['empty categories', [], [], false],
  ];
  it.each(cases)('does not alarm: %s', (_name, reference, values, isNumeric) => {
    const [result] = judge([column('x', reference, values, isNumeric)]);
    expect(result?.verdict).not.toBe('drift');
    for (const detector of result?.detectors ?? []) {
      expect(Number.isFinite(detector.statistic)).toBe(true);
    }
  });

  it('sees a constant that has changed, and counts it in no σ', () => {
    const [result] = judge([
      column('x', new Array<Value>(500).fill(5), new Array<Value>(500).fill(6), true),
    ]);
    expect(result?.verdict).toBe('drift');
    expect(result?.sentence).toMatch(/^x: mean 5 → 6, where it never varied/);
  });
});

describe('detectorRegistry', () => {
  it.each(detectorRegistry.map((detector) => [detector.name, detector] as const))(
    '%s stays below its threshold on the same data and rises above it when everything moves',
    (_name, detector) => {
      const isNumeric = detector.kinds.includes('numeric');
      const reference: Value[] = isNumeric
        ? normals(seededRandom(6), 2_000)
        : categories(seededRandom(6), 2_000, even(4));
      const moved: Value[] =
        detector.name === 'missingRate'
          ? reference.map((value, index) => (index % 3 === 0 ? null : value))
          : isNumeric
            ? normals(seededRandom(7), 2_000, 9)
            : categories(seededRandom(7), 2_000, [1]).map(() => 'new');
      const verdictOf = (values: readonly Value[]) =>
        judge([column('x', reference, values, isNumeric)])[0]?.detectors.find(
          (result) => result.detector === detector.name,
        )?.verdict;
      expect(verdictOf(reference)).toBe('none');
      expect(verdictOf(moved)).toBe('drift');
    },
  );
});
