import { EventEmitter } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ageModel, goodRow, servedModel } from '../test/served-fixture.ts';
import { createService } from './create-service.ts';
import { drainOnSignal } from './drain-on-signal.ts';

function fakeProcess() {
  const emitter = new EventEmitter();
  const exited = new Promise<number>((resolve) => emitter.once('exit', resolve));
  return {
    on: (signal: string, listener: () => void) => emitter.on(signal, listener),
    exit: (code: number) => void emitter.emit('exit', code),
    kill: (signal: string) => emitter.emit(signal),
    exited,
  };
}

async function slowService(delayMs: number) {
  const app = createService({
    models: [servedModel({ load: async () => ageModel({ delayMs }) })],
  });
  onTestFinished(() => app.close());
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  await app.settled();
  const ask = () =>
    fetch(`${url}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(goodRow),
    });
  return { app, url, ask };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('drainOnSignal', () => {
  it('answers what is under way, takes nothing new, and ends with 0', async () => {
    const { app, url, ask } = await slowService(300);
    const source = fakeProcess();
    drainOnSignal(app, { drainMs: 5000, source });
    const underWay = [ask(), ask(), ask()];
    await pause(100);
    const start = performance.now();
    source.kill('SIGTERM');
    source.kill('SIGTERM');
    for (const response of await Promise.all(underWay)) expect(response.status).toBe(200);
    expect(await source.exited).toBe(0);
    expect(performance.now() - start).toBeLessThan(3000);
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  });

  it('cuts off what takes longer than it may', async () => {
    const { app, ask } = await slowService(3000);
    const source = fakeProcess();
    const reports: string[] = [];
    drainOnSignal(app, { drainMs: 100, source, report: (line) => reports.push(line) });
    const cut = ask().catch((error: unknown) => error);
    await pause(100);
    source.kill('SIGINT');
    expect(await source.exited).toBe(0);
    expect(await cut).toBeInstanceOf(Error);
    expect(reports.join(' ')).toContain('within 100 ms');
  });

  it('lets go of a request that never arrives whole', async () => {
    const app = createService({ models: [servedModel()], settings: { requestTimeoutMs: 300 } });
    onTestFinished(() => app.close());
    const url = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(Number(url.port), url.hostname, () =>
        socket.write(
          'POST /predict HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{',
        ),
      );
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 408/);
  });
});
