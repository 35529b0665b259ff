import { MlopsError } from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { ageModel, goodRow, servedModel } from '../../test/served-fixture.ts';
import { startedService } from '../../test/started-service.ts';

const modelHash = 'ab'.repeat(32);

describe('healthRoutes', () => {
  it('is live and ready when every model answers', async () => {
    const app = await startedService();
    expect((await app.inject('/health/live')).json()).toEqual({ live: true });
    const ready = await app.inject('/health/ready');
    expect(ready.statusCode).toBe(200);
    expect(ready.json()).toEqual({
      ready: true,
      reasons: [],
      models: { churn: { ready: true, version: 1, modelHash, production: 1 } },
    });
  });

  it('is not ready without a production version, and names the command', async () => {
    const app = await startedService({ models: [servedModel({ currentVersion: () => null })] });
    const ready = await app.inject('/health/ready');
    expect(ready.statusCode).toBe(503);
    const sentence = 'No version of churn is in production: run `npm run pipeline`.';
    expect(ready.json().reasons).toEqual([sentence]);
    const predict = await app.inject({ method: 'POST', url: '/predict', payload: goodRow });
    expect([predict.statusCode, predict.json().error]).toEqual([503, sentence]);
    expect(predict.headers['retry-after']).toBe('1');
    expect((await app.inject('/health/live')).statusCode).toBe(200);
  });

  it('is not ready while a production version is missing, whatever else serves', async () => {
    const broken = servedModel({
      name: 'houses',
      load: async () => {
        throw new MlopsError('BUNDLE_BROKEN', 'weights.bin changed.', 'Train again.');
      },
    });
    const app = await startedService({ models: [servedModel(), broken] });
    const ready = await app.inject('/health/ready');
    expect(ready.statusCode).toBe(503);
    expect(ready.json().reasons).toEqual([
      'Version 1 of houses was refused: weights.bin changed. Train again.',
    ]);
  });

  it('is ready when one of several models was never trained', async () => {
    const models = [servedModel(), servedModel({ name: 'houses', currentVersion: () => null })];
    const app = await startedService({ models });
    expect((await app.inject('/health/ready')).statusCode).toBe(200);
  });

  it('stays ready with the old version when a new one is refused, and shows why', async () => {
    let production = 1;
    const app = await startedService({
      models: [
        servedModel({
          currentVersion: () => production,
          load: async (version) => {
            if (version === 2) throw new Error('half a file');
            return ageModel();
          },
        }),
      ],
    });
    production = 2;
    await app.followAliases();
    const ready = await app.inject('/health/ready');
    expect(ready.statusCode).toBe(200);
    expect(ready.json().models.churn).toEqual({
      ready: true,
      version: 1,
      modelHash,
      production: 2,
      problem: 'half a file',
    });
    expect((await app.inject('/metrics')).body).toContain('model_refusals_total{model="churn"} 1');
  });

  it('answers while a model loads, and is ready when it has', async () => {
    let finish = () => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const loading = startedService({
      models: [
        servedModel({
          load: async () => {
            await gate;
            return ageModel();
          },
        }),
      ],
    });
    finish();
    const app = await loading;
    expect((await app.inject('/health/ready')).statusCode).toBe(200);
  });

  it('is not ready once it drains', async () => {
    const app = await startedService();
    app.beginDrain();
    const ready = await app.inject('/health/ready');
    expect([ready.statusCode, ready.json().reasons]).toEqual([503, ['The service is stopping.']]);
    const predict = await app.inject({ method: 'POST', url: '/predict', payload: goodRow });
    expect(predict.statusCode).toBe(200);
  });
});
