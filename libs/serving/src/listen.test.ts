import { createServer, type Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { servedModel } from '../test/served-fixture.ts';
import { createService } from './create-service.ts';
import { listen } from './listen.ts';

const occupied = () =>
  new Promise<{ server: Server; port: number }>((resolve) => {
    const server = createServer();
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' ? (address?.port ?? 0) : 0 });
    });
  });

describe('listen', () => {
  it('binds 127.0.0.1 unless told otherwise', async () => {
    const app = createService({ models: [servedModel()] });
    onTestFinished(() => app.close());
    const address = await listen(app, { port: 0 });
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${address}/health/live`)).status).toBe(200);
  });

  it('names the next free port when one is taken', async () => {
    const { server, port } = await occupied();
    onTestFinished(() => void server.close());
    const app = createService({ models: [servedModel()] });
    const error = await listen(app, { port }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'PORT_TAKEN',
      message: `Port ${port} is taken by another program.`,
      exitCode: 2,
    });
    const [, free] = /npm run serve (\d+)/.exec(String(Reflect.get(Object(error), 'hint'))) ?? [];
    expect(Number(free)).toBeGreaterThan(port);
    const second = createService({ models: [servedModel()] });
    onTestFinished(() => second.close());
    expect(await listen(second, { port: Number(free) })).toContain(String(free));
  });

  it('says what cannot be opened', async () => {
    const app = createService({ models: [servedModel()] });
    await expect(listen(app, { host: '203.0.113.1', port: 8080 })).rejects.toMatchObject({
      code: 'USAGE',
    });
  });
});
