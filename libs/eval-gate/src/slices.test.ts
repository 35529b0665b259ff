import type { GateCheck, Row } from '@create-mlops/contracts';
import { rowOf, tableFromRows } from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { churnDescription, churnRows, knowingScores } from '../test/churn.ts';
import { fakeModel } from '../test/fake-model.ts';
import { runGate } from '../test/run-gate.ts';
import { groupRows } from './group-rows.ts';
import type { GateSettings } from './settings.ts';

const test = churnRows(1_500);
const knowing = fakeModel(churnDescription, knowingScores);
/** Always wrong in Switzerland. */
const blindSpot = fakeModel(churnDescription, (row) =>
  row.country === 'CH' ? [...knowingScores(row)].reverse() : knowingScores(row),
);

async function judge(settings: GateSettings, candidate = knowing, rows = test) {
  const { verdict } = await runGate({
    candidate,
    test: rows,
    description: churnDescription,
    settings,
  });
  return {
    verdict,
    checks: verdict.checks.filter(({ slice }) => slice !== null),
  };
}
const statuses = (checks: readonly GateCheck[]) =>
  checks.map(({ slice, status }) => `${slice} ${status}`);

describe('slices', () => {
  const slices = [{ column: 'country', metrics: { accuracy: { min: 0.75 } } }];

  it('pass where every slice does', async () => {
    const { checks } = await judge({ slices });
    expect(checks.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass']);
    expect(checks[0]?.reason).toContain('It is the worst of 3 slices of country.');
    expect(checks[0]?.method).toBe('Wilson one-sided 95 %, Holm over 3');
  });

  it('name the worst one, and block', async () => {
    const { verdict, checks } = await judge({ slices }, blindSpot);
    expect(checks[0]).toMatchObject({ slice: 'country=CH', status: 'block' });
    expect(verdict.sentence).toMatch(/^Blocked: Accuracy of country=CH 0\.\d+ is below 0\.750/);
  });

  it('use the limits of all rows unless they have their own, and quarters of a number', async () => {
    const { checks } = await judge({
      metrics: { accuracy: { min: 0.7 } },
      slices: [{ column: 'age' }],
    });
    expect(checks).toHaveLength(4);
    expect(checks[0]?.slice).toMatch(/^age=\d\d to \d\d$/);
  });

  it('block a value that no row has, and stay open on one with too few', async () => {
    const rows = Array.from({ length: 200 }, (_, index): Row => {
      const country = index < 10 ? 'CH' : 'DE';
      return { ...rowOf(test, index), country };
    });
    const { checks } = await judge(
      {
        slices: [{ column: 'country', values: ['DE', 'CH', 'FR'], metrics: { f1: { min: 0.5 } } }],
      },
      knowing,
      tableFromRows(rows, Object.keys(test.columns)),
    );
    expect(statuses(checks)).toEqual([
      'country=DE pass',
      'country=CH inconclusive',
      'country=FR block',
    ]);
    expect(checks[1]?.neededN).toBe(50);
  });

  it('block a column and a metric that do not exist', async () => {
    const { checks } = await judge({
      slices: [
        { column: 'planet', metrics: { f1: { min: 0.5 } } },
        { column: 'country', metrics: { f2: { min: 0.5 } } },
      ],
    });
    expect(checks.map(({ status }) => status)).toEqual(['block', 'block']);
  });

  it('hold a miss against having looked at many slices', async () => {
    // Sixty slices of 60 rows, all truly at their limit: without a correction some would miss it by chance.
    const many = churnRows(3_600, { seed: 3 });
    const shop = Array.from({ length: 3_600 }, (_, row) => `s${row % 60}`);
    const { checks } = await judge(
      { slices: [{ column: 'shop', metrics: { accuracy: { min: 0.85 } } }] },
      knowing,
      { rowCount: 3_600, columns: { ...many.columns, shop } },
    );
    expect(checks).toHaveLength(60);
    expect(checks.filter(({ status }) => status === 'block')).toHaveLength(0);
    expect(checks.some(({ reason }) => reason.includes('such a miss may be chance'))).toBe(true);
  });
});

describe('groupRows', () => {
  const columns = churnDescription;
  const tableOf = (values: (number | string | null)[], name: string) => ({
    rowCount: values.length,
    columns: { [name]: values },
  });

  it('groups categories by value, missing ones together', () => {
    const groups = groupRows(tableOf(['b', 'a', null, 'b'], 'country'), 'country', columns);
    expect(groups).toEqual([
      { name: 'a', rows: [1] },
      { name: 'b', rows: [0, 3] },
      { name: 'missing', rows: [2] },
    ]);
  });

  it('groups numbers by quarters, few of them by value', () => {
    const twelve = Array.from({ length: 12 }, (_, index) => index + 1);
    const quarters = groupRows(tableOf([...twelve, null], 'age'), 'age', columns);
    expect(quarters?.map(({ name }) => name)).toEqual([
      '1 to 3',
      '4 to 6',
      '7 to 9',
      '10 to 12',
      'missing',
    ]);
    expect(groupRows(tableOf([2, 1, 2], 'age'), 'age', columns)?.map(({ name }) => name)).toEqual([
      '1',
      '2',
    ]);
  });

  it('keeps equal numbers in one group', () => {
    const values = [...Array.from({ length: 90 }, () => 0), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const groups = groupRows(tableOf(values, 'age'), 'age', columns) ?? [];
    expect(groups.map(({ rows }) => rows.length)).toEqual([90, 10]);
  });

  it('knows no column that is not there', () => {
    expect(groupRows(test, 'planet', columns)).toBeNull();
  });
});
