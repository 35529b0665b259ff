import { join } from 'node:path';
import { type Row, whyWithheld } from '@create-mlops/contracts';
import { createService } from '@create-mlops/serving';
import { locateStage } from '@create-mlops/stage';
import { loadPredictor, readBundle, readSamples, verifySamples } from '@create-mlops/training';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { served } from '../serve/index.ts';

/** The service as it will answer for the model that was trained last, without a port and without a registry. */
const { model, artifacts } = locateStage(import.meta.dirname);
const directory = join(artifacts, 'train', 'bundle');
const bundle = await readBundle(directory);
const samples = readSamples(bundle);
const { contract } = bundle.manifest;

const app = createService({
  models: [
    {
      name: model,
      row: served.row,
      features: served.features,
      currentVersion: () => 1,
      load: async () => ({
        predictor: await loadPredictor({ directory, task: served.task, features: served.features }),
        samples,
      }),
      verify: verifySamples,
    },
  ],
});

const requestColumns = contract.columns.filter((column) => whyWithheld(column) === null);
const rows = samples.rows.map(
  (row): Row => Object.fromEntries(requestColumns.map(({ name }) => [name, row[name] ?? null])),
);
const [first = {}] = rows;

const ask = (payload: object) =>
  app.inject({ method: 'POST', url: `/models/${model}/predict`, payload });

beforeAll(async () => {
  await app.ready();
  await app.settled();
});
afterAll(() => app.close());

describe('the prediction service', () => {
  it('is ready with the model that was trained', async () => {
    const response = await app.inject('/health/ready');
    expect(response.json()).toMatchObject({ ready: true, reasons: [] });
  });

  it('answers the recorded requests as training did', async () => {
    const response = await ask(rows);
    expect(response.statusCode).toBe(200);
    const { predictions } = response.json<{
      predictions: { prediction: unknown; probabilities?: Record<string, number> }[];
    }>();
    for (const [index, { prediction, probabilities }] of predictions.entries()) {
      const recorded = samples.outputs[index] ?? [];
      if (probabilities === undefined) {
        const [value = Number.NaN] = recorded;
        expect(Math.abs(Number(prediction) - value)).toBeLessThan(
          1e-5 * Math.max(1, Math.abs(value)),
        );
      } else {
        for (const [at, score] of recorded.entries()) {
          expect(probabilities[contract.classes[at] ?? '']).toBeCloseTo(score, 5);
        }
      }
    }
  });

  it('gives one row the answer that it has in a list', async () => {
    const alone = (await ask(first)).json<{ prediction: unknown }>();
    const listed = (await ask([first])).json<{ predictions: { prediction: unknown }[] }>();
    expect(listed.predictions[0]?.prediction).toEqual(alone.prediction);
  });

  it('refuses the target and unknown columns by name', async () => {
    for (const name of [contract.target, 'no_such_column']) {
      const response = await ask({ ...first, [name]: 1 });
      expect(response.statusCode).toBe(400);
      expect(
        response.json<{ issues: { path: string }[] }>().issues.map(({ path }) => path),
      ).toEqual([name]);
    }
  });

  it('answers or refuses hostile values in every column, and never fails', async () => {
    const hostile = [
      null,
      '',
      'x'.repeat(500),
      -1e308,
      1e308,
      true,
      [],
      {},
      '9999-99-99T99:99:99Z',
    ];
    for (const { name } of requestColumns) {
      for (const value of hostile) {
        const response = await ask({ ...first, [name]: value });
        expect([200, 400], `${name}: ${JSON.stringify(value)}`).toContain(response.statusCode);
      }
    }
  });

  it('describes its request by the contract', async () => {
    const text = (await app.inject('/openapi.json')).body;
    const page = (await app.inject('/')).body;
    for (const { name } of requestColumns) expect(text).toContain(JSON.stringify(name));
    expect(page).toContain('<form');
  });
});
