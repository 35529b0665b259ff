import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeMlflow, refusal } from '../../test/fake-mlflow.ts';
import { type HttpResponse, settle, settleAside } from '../http/exchange.ts';
import { openHttpSender } from '../http/http-sender.ts';
import { mlflowClient } from './mlflow-client.ts';
import { trackingServer } from './tracking-server.ts';

const server = trackingServer('http://mlflow.test', {});
const client = mlflowClient(server, 0);
const empty = { body: new Uint8Array(), retryAfter: null };

/** Answers with these statuses first, then as MLflow does. */
function fakeAfter(...statuses: readonly number[]) {
  const fake = fakeMlflow();
  const left = [...statuses];
  fake.intercept = () => {
    const status = left.shift();
    return status === undefined ? null : { ...empty, status };
  };
  return {
    fake,
    sender: { send: (all: Parameters<typeof fake.answer>[0][]) => all.map(fake.answer) },
  };
}
const ask = (answer: HttpResponse) => () =>
  settle(client.run('run1'), { send: (all) => all.map(() => answer) });

describe('mlflowClient', () => {
  it.each([429, 500, 503, 0])('asks again after %i', (status) => {
    const { fake, sender } = fakeAfter(status, status, status);
    expect(settle(client.experiment('churn'), { send: (all) => sender.send([...all]) })).toBe('1');
    expect(fake.requests.filter((name) => name.endsWith('get-by-name'))).toHaveLength(4);
  });

  it('gives up after five answers that it is busy, and names server and request', () => {
    const { fake, sender } = fakeAfter(...Array(9).fill(503));
    expect(() =>
      settle(client.experiment('churn'), { send: (all) => sender.send([...all]) }),
    ).toThrow(
      expect.objectContaining({
        code: 'NETWORK',
        message: expect.stringMatching(/mlflow\.test answered 503 to experiments\/get-by-name/),
      }),
    );
    expect(fake.requests).toHaveLength(5);
  });

  it.each([
    [400, 'REGISTRY_REFUSED'],
    [401, 'REGISTRY_REFUSED'],
    [404, 'REGISTRY_REFUSED'],
  ])('never repeats what was refused with %i', (status, code) => {
    let count = 0;
    const answer = refusal(status, 'BAD_REQUEST', 'Not like this.');
    expect(() =>
      settle(client.run('run1'), {
        send: (all) => {
          count += all.length;
          return all.map(() => answer);
        },
      }),
    ).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining('Not like this.') }),
    );
    expect(count).toBe(1);
  });

  it('says how to sign in, and what is no MLflow server', () => {
    expect(ask(refusal(401, 'UNAUTHENTICATED', ''))).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('MLFLOW_TRACKING_TOKEN') }),
    );
    expect(ask({ ...empty, status: 404, body: Buffer.from('<html>') })).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('without /api') }),
    );
    expect(ask({ ...empty, status: 200, body: Buffer.from('<html>') })).toThrow(
      /in a way that MLflow does not/,
    );
  });

  it('splits what it logs at the limits of one request, and loses nothing', () => {
    const fake = fakeMlflow();
    const sender = {
      send: (all: readonly Parameters<typeof fake.answer>[0][]) => all.map(fake.answer),
    };
    const run = settle(
      client.createRun({ experiment_id: '1', start_time: 1, run_name: 'one', tags: [] }),
      sender,
    );
    const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
    settle(
      client.logBatch(run.info.run_id, {
        metrics: numbers(2_500).map((step) => ({
          key: 'epoch/loss',
          value: step,
          timestamp: 1,
          step,
        })),
        params: numbers(250).map((index) => ({ key: `p${index}`, value: 'x'.repeat(5_900) })),
        tags: numbers(130).map((index) => ({ key: `t${index}`, value: String(index) })),
      }),
      sender,
    );
    const { data } = fake.runs.get(run.info.run_id) ?? {};
    expect([data?.metrics.length, data?.params.length, data?.tags.length]).toEqual([
      2500, 250, 130,
    ]);
    expect(fake.requests.filter((name) => name === 'POST runs/log-batch').length).toBeGreaterThan(
      3,
    );
  });
});

describe('trackingServer', () => {
  it('signs in by name, else by token, else as the address says, and shows no password', () => {
    const at = 'http://ada:secret@mlflow.test:5000/';
    expect(trackingServer(at, {})).toEqual({
      address: 'http://mlflow.test:5000',
      headers: { authorization: `Basic ${btoa('ada:secret')}` },
    });
    const none = { MLFLOW_TRACKING_USERNAME: '', MLFLOW_TRACKING_PASSWORD: '' };
    expect(trackingServer(at, none)).toEqual(trackingServer(at, {}));
    const name = { MLFLOW_TRACKING_USERNAME: 'eve', MLFLOW_TRACKING_PASSWORD: 'other' };
    const token = { MLFLOW_TRACKING_TOKEN: 'abc' };
    expect(trackingServer(at, { ...name, ...token }).headers.authorization).toBe(
      `Basic ${btoa('eve:other')}`,
    );
    expect(trackingServer('https://mlflow.test', token).headers.authorization).toBe('Bearer abc');
  });
});

describe('openHttpSender', () => {
  const stops: (() => void)[] = [];
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });
  const start = async (...statuses: readonly number[]): Promise<string> => {
    const script = join(import.meta.dirname, '..', '..', 'test', 'serve-fake-mlflow.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...statuses.map(String)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    stops.push(() => child.stdin.end());
    const [port] = await once(child.stdout, 'data');
    return `http://127.0.0.1:${String(port).trim()}`;
  };

  it('talks while its caller waits, and beside its work, and asks again where it must', async () => {
    const address = await start(503, 429);
    const real = mlflowClient(trackingServer(address, {}), 0);
    const sender = openHttpSender();
    expect(settle(real.experiment('churn'), sender)).toBe('1');
    expect(await settleAside(real.experiment('churn'), sender)).toBe('1');
    expect(await settleAside(real.experiment('other'), sender)).toBe('2');
  });

  it('signs in, and keeps the bytes of what it sends and gets', async () => {
    const address = await start();
    const { headers } = trackingServer(address, { MLFLOW_TRACKING_TOKEN: 'abc' });
    const sender = openHttpSender();
    const url = `${address}/api/2.0/mlflow-artifacts/artifacts/1/a%20file`;
    const body = Uint8Array.from({ length: 256 }, (_, index) => index);
    for (const send of [sender.send, sender.sendAside]) {
      await send([{ method: 'PUT', url, headers, body }]);
      const [got, said] = await send([
        { method: 'GET', url, headers },
        { method: 'GET', url: `${address}/authorization`, headers },
      ]);
      expect([...(got?.body ?? [])]).toEqual([...body]);
      expect(Buffer.from(said?.body ?? []).toString()).toBe('Bearer abc');
    }
  });

  it('gives no answer from nobody, and says why', () => {
    const [answer] = openHttpSender().send([
      { method: 'GET', url: 'http://127.0.0.1:1/', headers: {} },
    ]);
    expect(answer).toMatchObject({
      status: 0,
      failure: expect.stringMatching(/ECONNREFUSED|bad port/),
    });
  });
});
