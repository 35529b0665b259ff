import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createApp } from './create-app.ts';
import { models } from './models.ts';

describe('the service before any model is in production', () => {
  const root = mkdtempSync(join(tmpdir(), 'registry-'));
  const app = createApp({ root, registry: root });
  afterEach(() => app.close());

  it('lives, is not ready and says which command makes it so', async () => {
    await app.settled();
    expect((await app.inject('/health/live')).statusCode).toBe(200);
    const ready = await app.inject('/health/ready');
    expect(ready.statusCode).toBe(503);
    expect(ready.body).toContain('npm run pipeline');

    const [name = ''] = Object.keys(models);
    const asked = await app.inject({ method: 'POST', url: `/models/${name}/predict`, payload: {} });
    expect(asked.statusCode).toBe(503);
    const unknown = await app.inject({
      method: 'POST',
      url: '/models/nobody/predict',
      payload: {},
    });
    expect(unknown.statusCode).toBe(404);
    expect(unknown.body).toContain(name);
  });
});
