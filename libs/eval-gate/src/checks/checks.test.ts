import {
  type GateCheck,
  rowOf,
  type ValidationReport,
  type Verdict,
} from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { churnDescription, churnRows, knowingScores } from '../../test/churn.ts';
import { fakeModel } from '../../test/fake-model.ts';
import { bundleWith, runGate, steadyClock } from '../../test/run-gate.ts';
import type { GateSettings } from '../settings.ts';

const description = churnDescription;
const test = churnRows(1_000);
const knowing = (name: string) => fakeModel(description, knowingScores, { name });
const candidate = knowing('candidate');
const ignorant = (name: string) => fakeModel(description, () => [0.7, 0.3], { name });
/** As a generated project writes it. */
const generated: GateSettings = {
  metrics: { rocAuc: { min: 0.75 } },
  beatBaseline: true,
  production: { metric: 'accuracy', mode: 'nonInferior', margin: 'auto' },
  latency: { p99Ms: 50, onFail: 'warn' },
  size: { maxMb: 100 },
  fairness: {
    columns: ['gender'],
    demographicParityRatio: 0.8,
    equalizedOddsDifference: 0.1,
    minGroup: 50,
    onFail: 'warn',
  },
  confidence: 0.95,
  onInconclusive: 'warn',
};

type Change = Partial<Parameters<typeof runGate>[0]>;
const run = (change: Change = {}) =>
  runGate({ candidate, test, description, settings: generated, ...change });
const verdictOf = async (change: Change = {}): Promise<Verdict> => (await run(change)).verdict;
const find = (verdict: Verdict, check: string, against?: GateCheck['against']) =>
  verdict.checks.find(
    (one) => one.check === check && (against === undefined || one.against === against),
  );

describe('latency and size', () => {
  it('only warns where told so, and the model passes', async () => {
    const verdict = await verdictOf({ now: steadyClock(60) });
    expect(find(verdict, 'latencyP99Ms')).toMatchObject({ status: 'warn', value: 60 });
    expect(verdict.decision).toBe('pass');
    expect(verdict.sentence).toContain('One check warns: p99 latency 60 ms is above 50 ms');
  });

  it('blocks a slow model by default, and slow batches', async () => {
    const settings: GateSettings = { latency: { p50Ms: 5, p95Ms: 5, minRowsPerSecond: 1e9 } };
    const verdict = await verdictOf({ settings, now: steadyClock(60) });
    for (const check of ['latencyP50Ms', 'latencyP95Ms', 'rowsPerSecond']) {
      expect(find(verdict, check)?.status).toBe('block');
    }
  });

  it('says how many timings a percentile takes when a model is too slow for them', async () => {
    const verdict = await verdictOf({
      settings: { latency: { p99Ms: 100 } },
      now: steadyClock(45),
    });
    expect(find(verdict, 'latencyP99Ms')).toMatchObject({ status: 'inconclusive', neededN: 299 });
  });

  it('blocks a bundle that is not there', async () => {
    const verdict = await verdictOf({ bundleDirectory: 'no/such/folder' });
    expect(find(verdict, 'sizeMb')).toMatchObject({ status: 'block', value: null });
  });
});

describe('calibration and the gap to training', () => {
  it('blocks scores that promise too much', async () => {
    const sure = fakeModel(description, (row) =>
      (row.satisfaction as number) < 4 ? [0.001, 0.999] : [0.999, 0.001],
    );
    const verdict = await verdictOf({
      candidate: sure,
      settings: { calibration: { maxEce: 0.05 } },
    });
    expect(find(verdict, 'ece')).toMatchObject({ status: 'block', limit: 0.05 });
  });

  it('blocks a model that falls behind what training reached', async () => {
    const metrics = { accuracy: 0.99 };
    const overfitted = { ...candidate, manifest: { ...candidate.manifest, metrics } };
    const settings: GateSettings = { trainTestGap: { max: 0.1 } };
    const verdict = await verdictOf({ candidate: overfitted, settings });
    expect(verdict.sentence).toBe(
      'Blocked: Accuracy was 0.990 when training ended and is 0.850 on the test rows: a gap of more than 0.100.',
    );
    expect(find(await verdictOf({ settings }), 'trainTestGap')?.reason).toContain(
      'the bundle does not say what training reached',
    );
  });
});

describe('behaviour', () => {
  const behave = (behaviour: GateSettings['behaviour'], change: Change = {}) =>
    verdictOf({ settings: { behaviour }, ...change });

  it('passes a column that does not matter and blocks one that does', async () => {
    const verdict = await behave({
      invariance: [{ column: 'customer_id' }, { column: 'satisfaction' }, { column: 'nowhere' }],
    });
    const byColumn = (column: string) =>
      verdict.checks.find(({ check, slice }) => check === 'invariance' && slice === column);
    expect(byColumn('customer_id')).toMatchObject({ status: 'pass', value: 1 });
    expect(byColumn('satisfaction')).toMatchObject({ status: 'block' });
    expect(byColumn('nowhere')).toMatchObject({ status: 'block', value: null });
  });

  it('passes the right direction, blocks the wrong one, and a column that is ignored', async () => {
    const verdict = await behave({
      directional: [
        { column: 'satisfaction', change: -1, effect: 'up', class: 'yes' },
        { column: 'satisfaction', change: -1, effect: 'down' },
        { column: 'satisfaction', to: 0, effect: 'down', class: 'no' },
        { column: 'age', change: 5, effect: 'up' },
        { column: 'age', change: 5, effect: 'up', class: 'perhaps' },
      ],
    });
    const statuses = verdict.checks
      .filter(({ check }) => check === 'directional')
      .map(({ status }) => status);
    expect(statuses).toEqual(['pass', 'block', 'pass', 'block', 'block']);
    expect(verdict.checks.find(({ slice }) => slice === 'age')?.reason).toBe(
      'The model ignores age: when it changes by 5, the score of yes never moves.',
    );
  });

  it('leaves out rows that would leave the contract', async () => {
    const verdict = await behave({
      directional: [{ column: 'satisfaction', change: -9, effect: 'up' }],
    });
    const inside = (test.columns.satisfaction ?? []).filter((value) => Number(value) >= 9).length;
    expect(find(verdict, 'directional')?.n).toBe(inside);
  });

  it('blocks answers that are no numbers, or no scores', async () => {
    const strange = fakeModel(description, (row) =>
      row.customer_id === 'C3' ? [Number.NaN, Number.NaN] : knowingScores(row),
    );
    const verdict = await verdictOf({ candidate: strange });
    expect(find(verdict, 'finiteAnswers')).toMatchObject({ status: 'block', value: 1 });
    expect(find(verdict, 'finiteAnswers')?.reason).toContain('first in row 4');
    expect(find(verdict, 'rocAuc')?.reason).toContain('one answer of the model is not a number');
  });

  it('blocks a model that rolls dice', async () => {
    let draw = 0;
    const moody = fakeModel(description, () => {
      draw = (draw + Math.SQRT2) % 1;
      return [1 - draw, draw];
    });
    expect(find(await verdictOf({ candidate: moody }), 'determinism')?.status).toBe('block');
  });

  it('holds the bundle to its recorded samples', async () => {
    const rows = [0, 1, 2].map((index) => rowOf(test, index));
    const outputs = rows.map((row) => [...knowingScores(row)]);
    const samples = (changed: number[][]) =>
      bundleWith({ 'samples.json': { rows, features: [{}, {}, {}], outputs: changed } });
    const status = async (bundleDirectory: string) =>
      find(await verdictOf({ bundleDirectory }), 'roundTrip')?.status;
    expect(await status(samples(outputs))).toBe('pass');
    const off = outputs.map((scores, index) => scores.map((s) => (index === 1 ? s + 1e-4 : s)));
    expect(await status(samples(off))).toBe('block');
    expect(await status(bundleWith({ 'samples.json': { nothing: true } }))).toBe('block');
    expect(await status(bundleWith())).toBe('warn');
  });
});

describe('leakage', () => {
  const report = (status: 'pass' | 'warn' | 'fail'): ValidationReport => ({
    schemaVersion: 1,
    stage: 'validate',
    model: 'fake',
    verdict: status,
    sentence: '',
    dataHash: '',
    dataLabel: null,
    contractHash: '',
    rows: 5_000,
    bytes: 0,
    splitRows: { train: 0, validation: 0, test: 0 },
    queries: 1,
    findings: [
      {
        check: 'targetLeakage',
        column: 'cancelled_at',
        status,
        reason: status === 'pass' ? null : 'targetLeakage',
        expected: 'no feature that tells the target',
        received: 'tells the target in 100 % of rows',
        count: 5_000,
        rows: [],
      },
    ],
    columns: [],
  });

  it('blocks on a leak that validation found, warns of a suspected one, passes otherwise', async () => {
    const status = async (found: 'pass' | 'warn' | 'fail') =>
      find(await verdictOf({ validation: report(found) }), 'leakage')?.status;
    expect(await status('fail')).toBe('block');
    expect(await status('warn')).toBe('warn');
    expect(await status('pass')).toBe('pass');
  });

  it('is also alarmed by a jump that is too good', async () => {
    const verdict = await verdictOf({
      production: ignorant('production'),
      settings: { production: { maxImprovement: 0.1, onSuspicious: 'block' } },
    });
    expect(verdict.sentence).toMatch(/^Blocked: Accuracy improves by 0\.274, more than 0\.100/);
  });
});
