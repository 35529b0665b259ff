import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { goodRow, servedModel } from '../../test/served-fixture.ts';
import { startedService } from '../../test/started-service.ts';

const token = 'a token that is long enough';
const knows = { authorization: `Bearer ${token}` };

async function service(options: { readonly logToken?: string | undefined } = { logToken: token }) {
  const folder = mkdtempSync(join(tmpdir(), 'log-routes-'));
  const app = await startedService({ ...options, logDirectory: (model) => join(folder, model) });
  const predict = async (age: number) =>
    app.inject({ method: 'POST', url: '/predict', payload: { ...goodRow, age } });
  const read = async (query = '', headers: Record<string, string> = knows) =>
    app.inject({ url: `/models/churn/log${query}`, headers });
  return { app, folder: join(folder, 'churn'), predict, read };
}

const agesIn = (body: string): number[] =>
  body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).input.age);

describe('logRoutes', () => {
  it('gives every line once, page by page, also those that come later', async () => {
    const { predict, read } = await service();
    for (const age of [20, 21, 22, 23, 24]) await predict(age);
    const first = await read('?limit=2');
    expect(first.headers['content-type']).toContain('ndjson');
    expect(agesIn(first.body)).toEqual([20, 21]);
    expect(first.headers['x-has-more']).toBe('true');
    const rest = await read(`?after=${first.headers['x-next-cursor']}`);
    expect(agesIn(rest.body)).toEqual([22, 23, 24]);
    expect(rest.headers['x-has-more']).toBe('false');
    const cursor = rest.headers['x-next-cursor'];
    const none = await read(`?after=${cursor}`);
    expect([none.body, none.headers['x-next-cursor']]).toEqual(['', cursor]);
    await predict(30);
    expect(agesIn((await read(`?after=${cursor}`)).body)).toEqual([30]);
  });

  it('goes on with the next file, and says when lines were deleted before they were read', async () => {
    const { folder, read } = await service();
    mkdirSync(folder, { recursive: true });
    const line = (age: number) => `${JSON.stringify({ input: { age } })}\n`;
    writeFileSync(join(folder, '2026-01-01.ndjson'), line(1) + line(2));
    writeFileSync(join(folder, '2026-01-01_002.ndjson'), line(3));
    writeFileSync(join(folder, '2026-01-02.ndjson'), `${line(4)}{"input": half of a li`);
    const first = await read('?limit=1');
    const cursor = first.headers['x-next-cursor'];
    const rest = await read(`?after=${cursor}`);
    expect(agesIn(rest.body)).toEqual([2, 3, 4]);
    expect(rest.headers['x-has-gap']).toBe('false');
    rmSync(join(folder, '2026-01-01.ndjson'));
    const late = await read(`?after=${cursor}`);
    expect(agesIn(late.body)).toEqual([3, 4]);
    expect(late.headers['x-has-gap']).toBe('true');
  });

  it('answers 401 to whoever does not know the token, 404 where there is none', async () => {
    const { read, app } = await service();
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: token }]) {
      const refused = await read('', headers as Record<string, string>);
      expect(refused.statusCode).toBe(401);
      expect(refused.headers['www-authenticate']).toBe('Bearer');
    }
    expect((await app.inject({ url: '/log', headers: knows })).statusCode).toBe(200);
    const closed = await service({ logToken: undefined });
    const refused = await closed.read();
    expect(refused.statusCode).toBe(404);
    expect(refused.json().error).toContain('MLOPS_LOG_TOKEN');
  });

  it('refuses cursors and limits that are none, and reads no other file', async () => {
    const { read } = await service();
    for (const query of [
      '?after=../../secret:0',
      '?after=2026-01-01.ndjson',
      '?after=x',
      '?after=2026-01-01.ndjson:0&after=2026-01-02.ndjson:0',
      '?limit=0',
      '?limit=x',
      '?limit=1000000',
    ]) {
      expect((await read(query)).statusCode, query).toBe(400);
    }
  });

  it('asks which model where there are several', async () => {
    const app = await startedService({
      logToken: token,
      models: [servedModel(), servedModel({ name: 'second' })],
      logDirectory: (model) => join(tmpdir(), 'never-written', model),
    });
    const refused = await app.inject({ url: '/log', headers: knows });
    expect(refused.statusCode).toBe(400);
    expect(refused.json().error).toContain('/models/churn/log');
    const empty = await app.inject({ url: '/models/second/log', headers: knows });
    expect([empty.statusCode, empty.body]).toEqual([200, '']);
  });
});
