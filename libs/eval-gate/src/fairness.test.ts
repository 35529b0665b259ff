import {
  type GateCheck,
  type Row,
  rowOf,
  type Table,
  tableFromRows,
} from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { churnDescription, churnRows, knowingScores } from '../test/churn.ts';
import { fakeModel } from '../test/fake-model.ts';
import { answerWithError, houseDescription, houseRows } from '../test/house-prices.ts';
import { runGate } from '../test/run-gate.ts';
import { smallestRatio, smallestRatioOfMeans } from './fairness/group-figures.ts';
import type { GateSettings } from './settings.ts';

const test = churnRows(2_000);
const fair = fakeModel(churnDescription, knowingScores);
/** Never lets women leave. */
const unfair = fakeModel(churnDescription, (row) =>
  row.gender === 'female' ? [1, 0] : knowingScores(row),
);
const limits = { demographicParityRatio: 0.8, equalizedOddsDifference: 0.15 };

async function judge(
  fairness: GateSettings['fairness'],
  { candidate = fair, rows = test }: { candidate?: typeof fair; rows?: Table } = {},
): Promise<GateCheck[]> {
  const { verdict } = await runGate({
    candidate,
    test: rows,
    description: churnDescription,
    settings: { fairness, beatBaseline: false },
  });
  return verdict.checks.filter(({ check, slice }) => slice !== null || check === 'fairness');
}

describe('fairness', () => {
  it('passes a model that does not look at the group', async () => {
    const checks = await judge({ columns: ['gender'], ...limits });
    expect(checks.map(({ check, status }) => [check, status])).toEqual([
      ['demographicParityRatio', 'pass'],
      ['equalizedOddsDifference', 'pass'],
    ]);
  });

  it('blocks one that does, names the groups and their rates', async () => {
    const [parity, odds] = await judge({ columns: ['gender'], ...limits }, { candidate: unfair });
    expect(parity).toMatchObject({ status: 'block', value: 0, slice: 'gender' });
    expect(parity?.reason).toMatch(/'yes' is answered to 0 % of female and \d+(\.\d)? % of male/i);
    expect(odds).toMatchObject({ status: 'block' });
    expect(odds?.reason).toMatch(/Where 'yes' is true, it is answered to 0 % of female/);
  });

  it('only warns where told so', async () => {
    const checks = await judge(
      { columns: ['gender'], ...limits, onFail: 'warn' },
      { candidate: unfair },
    );
    expect(checks.map(({ status }) => status)).toEqual(['warn', 'warn']);
  });

  it('looks at the sensitive columns of the contract unless told which, numbers by quarters', async () => {
    const checks = await judge(limits);
    expect([...new Set(checks.map(({ slice }) => slice))]).toEqual(['age', 'gender']);
    expect(checks[0]?.reason).toMatch(/of \d\d to \d\d and/);
  });

  it('compares halves of a number where quarters are too small', async () => {
    const checks = await judge({ columns: ['age'], ...limits }, { rows: churnRows(150) });
    expect(checks[0]?.reason).toMatch(/of 18 to \d\d and|and [\d.]+ % of 18 to \d\d/);
    expect(checks[0]?.n).toBe(150);
  });

  it('leaves out and names small groups, and stays open where fewer than two are left', async () => {
    const names = Object.keys(test.columns);
    const rows = Array.from({ length: 500 }, (_, index): Row => {
      const gender = index < 40 ? 'male' : index < 50 ? 'divers' : 'female';
      return { ...rowOf(test, index), gender };
    });
    const rowsOf = tableFromRows(rows, names);
    const [few] = await judge({ columns: ['gender'], ...limits, minGroup: 20 }, { rows: rowsOf });
    expect(few?.reason).toContain('Left out for having fewer than 20 test rows: divers (10).');
    const [none] = await judge({ columns: ['gender'], ...limits }, { rows: rowsOf });
    expect(none).toMatchObject({ check: 'fairness', status: 'inconclusive' });
    expect(none?.reason).toContain('divers (10), male (40)');
  });

  it('blocks a column that is not there', async () => {
    const [check] = await judge({ columns: ['religion'], ...limits });
    expect(check).toMatchObject({ status: 'block', value: null, slice: 'religion' });
  });

  it('compares the errors of groups for regression', async () => {
    const houses = houseRows(800);
    const description = {
      ...houseDescription,
      columns: [
        ...houseDescription.columns,
        { ...houseDescription.columns[0], name: 'side', kind: 'category', sensitive: true },
      ],
    } as typeof houseDescription;
    const side = Array.from({ length: 800 }, (_, row) => (row % 2 === 0 ? 'north' : 'south'));
    const table = { rowCount: 800, columns: { ...houses.columns, side } };
    const answer = answerWithError(10_000, houses);
    const blind = fakeModel(description, (row) =>
      row.side === 'north' ? [answer(row)[0] + 40_000] : answer(row),
    );
    const run = async (candidate: typeof blind) =>
      (
        await runGate({
          candidate,
          test: table,
          description,
          settings: { fairness: { demographicParityRatio: 0.7 } },
        })
      ).verdict.checks.find(({ check }) => check === 'errorRatio');
    expect(await run(blind)).toMatchObject({ status: 'block', slice: 'side' });
    expect((await run(blind))?.reason).toMatch(/[\d,]+ for south and [\d,]+ for north/);
    expect(await run(fakeModel(description, answer))).toMatchObject({ status: 'pass' });
  });
});

describe('smallestRatio', () => {
  const rate = (group: string, hits: number, n: number) => ({ group, hits, n });

  it('is the smallest rate as a share of the largest, between its bounds', () => {
    const gap = smallestRatio([rate('a', 20, 100), rate('b', 40, 100), rate('c', 30, 100)], 0.95);
    expect(gap).toMatchObject({ value: 0.5, low: 'a', high: 'b', n: 200 });
    expect(gap?.lower).toBeLessThan(0.5);
    expect(gap?.upper).toBeGreaterThan(0.5);
  });

  it('is 1 where nothing ever happens, and nothing for one group', () => {
    expect(smallestRatio([rate('a', 0, 9), rate('b', 0, 9)], 0.95)?.value).toBe(1);
    expect(smallestRatio([rate('a', 1, 9)], 0.95)).toBeNull();
    expect(smallestRatio([], 0.95)).toBeNull();
  });
});

describe('smallestRatioOfMeans', () => {
  const mean = (group: string, value: number) => ({ group, mean: value, error: 0.1, n: 50 });

  it('is the smallest mean as a share of the largest', () => {
    const gap = smallestRatioOfMeans([mean('a', 3), mean('b', 4)], 0.95);
    expect(gap).toMatchObject({ value: 0.75, low: 'a', high: 'b' });
  });

  it('is 0 where one group has no error, 1 where none has', () => {
    expect(smallestRatioOfMeans([mean('a', 0), mean('b', 4)], 0.95)?.value).toBe(0);
    expect(smallestRatioOfMeans([mean('a', 0), mean('b', 0)], 0.95)?.value).toBe(1);
  });
});
