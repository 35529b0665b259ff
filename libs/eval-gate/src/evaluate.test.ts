import {
  evaluationSchema,
  type GateCheck,
  type Verdict,
  verdictSchema,
} from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { churnDescription, churnRows, knowingScores } from '../test/churn.ts';
import { fakeModel } from '../test/fake-model.ts';
import { runGate } from '../test/run-gate.ts';
import type { Metric } from './metric.ts';
import type { GateSettings } from './settings.ts';

const description = churnDescription;
const test = churnRows(1_000);
const knowing = (name: string) => fakeModel(description, knowingScores, { name });
const candidate = knowing('candidate');
const ignorant = (name: string) => fakeModel(description, () => [0.7, 0.3], { name });
/** Answers like the knowing model, but for every tenth customer the other way round. */
const blurred = (name: string) =>
  fakeModel(
    description,
    (row) => {
      const [no, yes] = knowingScores(row);
      return String(row.customer_id).endsWith('7') ? [yes, no] : [no, yes];
    },
    { name },
  );

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

describe('evaluate', () => {
  it('passes a first model that beats its baseline, and says that it is the first', async () => {
    const { verdict, evaluation } = await run();
    expect(verdictSchema.parse(verdict)).toEqual(verdict);
    expect(evaluationSchema.parse(evaluation)).toEqual(evaluation);
    expect(verdict).toMatchObject({ decision: 'pass', blocking: false, productionHash: null });
    expect(verdict.sentence).toBe(
      'Accuracy 0.850 on 1,000 test rows beats the majority class (0.576). It is the first model: there is none in production.',
    );
    expect(find(verdict, 'accuracy', 'production')).toBeUndefined();
    expect(Object.keys(verdict.metrics).sort()).toEqual([
      'accuracy',
      'balancedAccuracy',
      'ece',
      'f1',
      'logLoss',
      'precision',
      'recall',
      'rocAuc',
    ]);
    expect(verdict.baseline).toMatchObject({ accuracy: 0.576, rocAuc: 0.5 });
  });

  it('draws what the report shows', async () => {
    const { evaluation } = await run();
    expect(evaluation.classes).toEqual(['no', 'yes']);
    expect(evaluation.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(1_000);
    expect(evaluation.roc[0]).toEqual([0, 0]);
    expect(evaluation.roc.at(-1)).toEqual([1, 1]);
    expect(evaluation.calibration.reduce((sum, { rows }) => sum + rows, 0)).toBe(1_000);
    expect(evaluation.latency).toMatchObject({ p50: 0.5, p99: 0.5, calls: 1_000 });
  });

  it('is not worse than an equal model in production, and says so with both numbers', async () => {
    const verdict = await verdictOf({ production: blurred('production') });
    expect(verdict.decision).toBe('pass');
    expect(verdict.sentence).toMatch(
      /^Accuracy 0\.850 on 1,000 test rows beats the majority class \(0\.576\) and is better than the version in production \(0\.7\d\d\)\.$/,
    );
    const equal = await verdictOf({ production: knowing('production') });
    expect(equal.decision).toBe('pass');
    expect(equal.sentence).toContain('is not worse than the version in production (0.850)');
    expect(equal.productionMetrics?.accuracy).toBe(equal.metrics.accuracy);
  });

  it('says better only where the bound lies beyond production', async () => {
    const almost = fakeModel(
      description,
      (row) => (row.customer_id === 'C1' ? [...knowingScores(row)].reverse() : knowingScores(row)),
      { name: 'almost' },
    );
    for (const change of [
      { production: almost },
      { candidate: almost, production: knowing('production') },
      {
        candidate: almost,
        production: knowing('production'),
        settings: { mode: 'point' } as const,
      },
    ]) {
      expect((await verdictOf(change)).sentence).toContain('is not worse than the version');
    }
  });

  it('blocks a model that is worse than the one in production', async () => {
    const verdict = await verdictOf({ candidate: blurred('candidate'), production: knowing('p') });
    expect(verdict).toMatchObject({ decision: 'block', blocking: true });
    expect(verdict.sentence).toMatch(
      /^Blocked: Accuracy 0\.7\d\d is worse than production \(0\.850\)/,
    );
  });

  it('has nothing to do when the model is in production already', async () => {
    const verdict = await verdictOf({ production: knowing('candidate') });
    expect(verdict).toMatchObject({ decision: 'unchanged', blocking: false, checks: [] });
    expect(verdict.sentence).toContain('nothing to do');
  });

  it('leaves the comparison open when production cannot answer', async () => {
    const broken = {
      ...knowing('production'),
      predict: async () => {
        throw new Error('The column visits is gone.');
      },
    };
    const verdict = await verdictOf({ production: broken });
    expect(verdict.decision).toBe('inconclusive');
    expect(verdict.sentence).toContain('The column visits is gone');
    expect(verdict.productionMetrics).toBeNull();
  });

  it('matches the classes of production by name', async () => {
    const turned = fakeModel(
      { ...description, classes: ['yes', 'no'] },
      (row) => [...knowingScores(row)].reverse(),
      { name: 'production' },
    );
    const verdict = await verdictOf({ production: turned });
    expect(verdict.productionMetrics?.accuracy).toBe(verdict.metrics.accuracy);
  });

  it('blocks a model that learned nothing, in words', async () => {
    const verdict = await verdictOf({ candidate: ignorant('candidate') });
    expect(verdict.decision).toBe('block');
    expect(verdict.sentence).toContain('ROC AUC 0.500 is below 0.750');
    expect(find(verdict, 'accuracy', 'baseline')?.status).toBe('inconclusive');
  });

  it('blocks a model that is worse than the majority class', async () => {
    const wrong = fakeModel(description, (row) => [...knowingScores(row)].reverse());
    const verdict = await verdictOf({ candidate: wrong, settings: {} });
    expect(verdict.sentence).toBe(
      'Blocked: Accuracy 0.155 is worse than the majority class (0.576): the model has learned nothing that helps.',
    );
  });

  it('is open where few rows cannot decide, and blocks then only if told to', async () => {
    const few = churnRows(30, { seed: 8 });
    const settings: GateSettings = { metrics: { accuracy: { min: 0.8 } } };
    const open = await verdictOf({ test: few, settings });
    expect(open).toMatchObject({ decision: 'inconclusive', blocking: false });
    expect(open.sentence).toMatch(
      /^Not decided: Accuracy 0\.\d+ cannot be told from 0\.800 by 30 rows; about [\d,]+ would decide/,
    );
    const strict = await verdictOf({
      test: few,
      settings: { ...settings, onInconclusive: 'block' },
    });
    expect(strict).toMatchObject({ decision: 'inconclusive', blocking: true });
  });

  it('blocks a metric that nobody knows and one that cannot be computed, saying why', async () => {
    const verdict = await verdictOf({
      settings: { metrics: { recal: { min: 0.5 }, mae: { max: 3 } } },
    });
    expect(find(verdict, 'recal')).toMatchObject({ status: 'block', value: null });
    expect(find(verdict, 'recal')?.reason).toContain('nobody knows a metric named recal');
    expect(find(verdict, 'mae')?.reason).toContain(
      'it judges regression models, and this one is binary',
    );
  });

  it('judges by a metric of the user', async () => {
    const caution: Metric = {
      name: 'caution',
      title: 'Caution',
      direction: 'lower',
      problems: ['binary'],
      compute: (scored) =>
        scored.kind === 'classification'
          ? scored.yPred.reduce((sum, answer) => sum + answer, 0) / scored.rows
          : null,
      interval: { kind: 'bootstrap' },
    };
    const verdict = await verdictOf({
      ownMetrics: [caution],
      settings: { metrics: { caution: { max: 0.2 } } },
    });
    expect(verdict.metrics.caution).toBeCloseTo(0.39, 1);
    expect(verdict.sentence).toMatch(/^Blocked: Caution 0\.\d+ is above 0\.200/);
    await expect(run({ ownMetrics: [{ ...caution, name: 'f1' }] })).rejects.toThrow(
      "There are two metrics named 'f1'.",
    );
  });

  it('says the same of the same inputs, and answers within seconds', async () => {
    const settings: GateSettings = {
      ...generated,
      metrics: { rocAuc: { min: 0.7 }, f1: { min: 0.7 }, logLoss: { max: 0.7 } },
      calibration: { maxEce: 0.2 },
      production: { metric: 'rocAuc' },
    };
    const change = { settings, production: blurred('production') };
    const started = performance.now();
    const first = await verdictOf(change);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(await verdictOf(change)).toEqual(first);
  });

  it('survives a split without rows: everything blocks, with a reason', async () => {
    const verdict = await verdictOf({ test: churnRows(0) });
    expect(verdict.decision).toBe('block');
    expect(verdict.sentence).toContain('there are no rows to compute it on');
  });
});
