import type { GateCheck, Verdict } from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { fakeModel } from '../test/fake-model.ts';
import { answerWithError, houseDescription, houseRows } from '../test/house-prices.ts';
import { bundleWith, runGate, steadyClock } from '../test/run-gate.ts';
import type { GateSettings } from './settings.ts';

const test = houseRows(400);
const model = (mae: number, name: string) =>
  fakeModel(houseDescription, answerWithError(mae, test), { name });
const production = model(17_500, 'production');

/** MAE ≤ 15,000, R² ≥ 0.85, p99 ≤ 80 ms, ≤ 200 MB, ≥ 2 % better than a production of 17,500. */
const exercise: GateSettings = {
  metrics: { mae: { max: 15_000 }, r2: { min: 0.85 } },
  production: { metric: 'mae', mode: 'superior', minDelta: { relative: 0.02 } },
  latency: { p99Ms: 80 },
  size: { maxMb: 200 },
  mode: 'point',
};

type Change = Partial<Parameters<typeof runGate>[0]>;
const run = async (mae: number, change: Change = {}): Promise<Verdict> =>
  (
    await runGate({
      candidate: model(mae, 'candidate'),
      production,
      test,
      description: houseDescription,
      settings: exercise,
      ...change,
    })
  ).verdict;

const find = (verdict: Verdict, check: string, against: GateCheck['against'] = 'limit') =>
  verdict.checks.find((one) => one.check === check && one.against === against);
const blocked = (verdict: Verdict) =>
  verdict.checks
    .filter(({ status }) => status === 'block')
    .map(({ check, against }) => `${check} ${against}`);

describe('the house-price exercise', () => {
  it('passes a model that meets everything', async () => {
    const verdict = await run(14_000);
    expect(verdict.decision).toBe('pass');
    expect(verdict.blocking).toBe(false);
    expect(verdict.sentence).toMatch(
      /^MAE 14,000 on 400 test rows beats the mean \([\d,]+\) and is better than the version in production \(17,500\)\.$/,
    );
    expect(find(verdict, 'mae', 'production')).toMatchObject({ limit: expect.closeTo(17_150, 1) });
  });

  it('asks for 2 % of 17,500: 17,149 is enough and 17,151 is not', async () => {
    const settings = { ...exercise, metrics: {} };
    const status = async (mae: number) =>
      find(await run(mae, { settings }), 'mae', 'production')?.status;
    expect(await status(17_149)).toBe('pass');
    expect(await status(17_151)).toBe('block');
  });

  it('blocks an MAE above 15,000', async () => {
    const verdict = await run(15_400);
    expect(blocked(verdict)).toEqual(['mae limit']);
    expect(verdict.sentence).toBe('Blocked: MAE 15,400 is above 15,000.');
  });

  it('blocks an R² below 0.85', async () => {
    const verdict = await run(45_000, { production: null });
    expect(find(verdict, 'r2')?.status).toBe('block');
  });

  it('blocks a model that is not 2 % better than production', async () => {
    const verdict = await run(14_900, { production: model(15_000, 'production') });
    expect(blocked(verdict)).toEqual(['mae production']);
    expect(verdict.sentence).toBe(
      'Blocked: MAE 14,900 is not better than production (15,000) by at least 300.',
    );
  });

  it('blocks a 99th percentile above 80 ms', async () => {
    const verdict = await run(14_000, { now: steadyClock(81) });
    expect(blocked(verdict)).toEqual(['latencyP99Ms limit']);
    expect(verdict.sentence).toContain('p99 latency 81 ms is above 80 ms');
  });

  it('blocks a bundle above its size', async () => {
    const verdict = await run(14_000, {
      bundleDirectory: bundleWith({ 'weights.bin': new Uint8Array(1_100_000) }),
      settings: { ...exercise, size: { maxMb: 1 } },
    });
    expect(blocked(verdict)).toEqual(['sizeMb limit']);
    expect(verdict.sentence).toContain('takes 1.100 MB, more than 1.000 MB');
  });

  it('decides on bounds the same way where 400 rows are enough, and asks for more where they are not', async () => {
    const bounds: GateSettings = { ...exercise, mode: 'bound' };
    expect((await run(13_000, { settings: bounds })).decision).toBe('pass');
    expect((await run(17_400, { settings: bounds })).decision).toBe('block');
    const close = await run(14_900, { settings: bounds });
    expect(close.decision).toBe('inconclusive');
    expect(find(close, 'mae')).toMatchObject({ status: 'inconclusive' });
    expect(find(close, 'mae')?.neededN).toBeGreaterThan(400);
    expect(close.sentence).toMatch(
      /^Not decided: MAE 14,900 cannot be told from 15,000 by 400 rows/,
    );
  });
});
