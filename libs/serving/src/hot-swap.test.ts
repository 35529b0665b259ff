import { describe, expect, it } from 'vitest';
import { ageModel, goodRow, servedModel } from '../test/served-fixture.ts';
import { createService } from './create-service.ts';

describe('a swap under load', () => {
  it('fails no request, answers each with one whole version, and frees every old model', async () => {
    let production = 1;
    let alive = 0;
    const app = createService({
      models: [
        servedModel({
          currentVersion: () => production,
          load: async (version) => {
            alive++;
            // Odd versions say yes, even ones no: an answer shows who gave it.
            return ageModel({
              delayMs: version % 3,
              scoreOf: () => (version % 2 === 1 ? 0.9 : 0.1),
              onDispose: () => {
                alive--;
              },
            });
          },
        }),
      ],
      settings: { followIntervalMs: 10 },
    });
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    await app.settled();
    let isRunning = true;
    const seen = new Set<number>();
    const ask = async () => {
      while (isRunning) {
        const response = await fetch(`${url}/predict`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(goodRow),
        });
        const answer = (await response.json()) as { version: number; prediction: string };
        expect(response.status).toBe(200);
        expect(answer.prediction).toBe(answer.version % 2 === 1 ? 'yes' : 'no');
        seen.add(answer.version);
      }
    };
    const clients = Array.from({ length: 16 }, ask);
    for (; production < 20; production++) await new Promise((resolve) => setTimeout(resolve, 60));
    await new Promise((resolve) => setTimeout(resolve, 500));
    isRunning = false;
    await Promise.all(clients);
    expect(seen.size).toBeGreaterThan(5);
    expect(alive).toBe(1);
    await app.close();
    expect(alive).toBe(0);
  });
});
