import { type Row, rowOf, type Table, tableFromRows } from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { churnDescription, churnRows, knowingScores } from '../test/churn.ts';
import { fakeModel } from '../test/fake-model.ts';
import { bundleWith, runGate } from '../test/run-gate.ts';

const description = churnDescription;
const test = churnRows(1_000);
const candidate = fakeModel(description, knowingScores);
type Change = Partial<Parameters<typeof runGate>[0]>;
const run = (change: Change = {}) =>
  runGate({ candidate, test, description, settings: {}, ...change });
const verdictOf = async (change: Change = {}) => (await run(change)).verdict;

describe('what the gate judges by', () => {
  it('takes the baseline from the training split where the bundle knows it', async () => {
    const counts = { no: 10, yes: 30 };
    const profile = {
      schemaVersion: 1,
      rows: 40,
      columns: { churn: { kind: 'categorical', count: 40, missing: 0, counts, otherCount: 0 } },
      predictions: {},
    };
    const bundleDirectory = bundleWith({ 'profile.json': profile });
    const verdict = await verdictOf({ bundleDirectory });
    expect(verdict.baseline.accuracy).toBeCloseTo(1 - 0.576, 9);
  });

  it('leaves out rows without a target, and refuses a target that is no class', async () => {
    const rows = Array.from({ length: 100 }, (_, index): Row => rowOf(test, index));
    const names = Object.keys(test.columns);
    const withTarget = (value: string | null): Table =>
      tableFromRows(
        rows.map((row, index) => (index === 4 ? { ...row, churn: value } : row)),
        names,
      );
    expect((await verdictOf({ test: withTarget(null) })).testRows).toBe(99);
    await expect(run({ test: withTarget('maybe') })).rejects.toThrow(
      'Row 5 of the test split cannot be judged: churn is "maybe", which is none of no, yes.',
    );
  });

  it('never shows the target to the model', async () => {
    const peeking = fakeModel(description, (row) => (row.churn === 'yes' ? [0, 1] : [1, 0]));
    expect((await verdictOf({ candidate: peeking })).metrics.recall).toBe(0);
  });
});
