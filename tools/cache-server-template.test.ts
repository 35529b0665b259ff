import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = join(
  import.meta.dirname,
  '..',
  'templates',
  'project',
  'tools',
  'ci',
  'cache-server.mjs',
);
const token = 'secret';
let folder = '';
let running: ChildProcess | undefined;

async function start(environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const child = spawn(process.execPath, [script, folder], {
    env: { ...process.env, CACHE_TOKEN: token, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  running = child;
  const port = await new Promise<string>((resolve) => {
    child.stdout.once('data', (chunk) => resolve(String(chunk).trim()));
  });
  return `http://127.0.0.1:${port}/v1/cache`;
}

async function stop(): Promise<number | null> {
  const child = running;
  if (child === undefined || child.exitCode !== null) return child?.exitCode ?? null;
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  return ended;
}

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'cache-server-')), 'remote');
});
afterEach(stop);

const headers = { authorization: `Bearer ${token}` };
const put = (address: string, body: string, more: Record<string, string> = headers) =>
  fetch(address, { method: 'PUT', body, headers: more });

describe('the remote cache of CI', () => {
  it('keeps what is put there, gives it back byte by byte, and takes nothing twice', async () => {
    const address = await start();
    expect((await fetch(`${address}/12345`, { headers })).status).toBe(404);
    expect((await put(`${address}/12345`, 'outputs')).status).toBe(200);
    expect((await put(`${address}/12345`, 'others')).status).toBe(409);
    const found = await fetch(`${address}/12345`, { headers });
    expect(found.headers.get('content-type')).toBe('application/octet-stream');
    expect(await found.text()).toBe('outputs');
    expect(await stop()).toBe(0);
    const again = await start();
    expect(await (await fetch(`${again}/12345`, { headers })).text()).toBe('outputs');
  });

  it('answers nobody without its token, and no name that leads out of its folder', async () => {
    const address = await start();
    for (const authorization of ['', 'Bearer wrong', `Bearer ${token}x`, token]) {
      expect((await fetch(`${address}/1`, { headers: { authorization } })).status).toBe(401);
      expect((await put(`${address}/1`, 'x', { authorization })).status).toBe(401);
    }
    writeFileSync(join(folder, '..', 'secret'), 'secret');
    for (const name of ['../secret', '..%2fsecret', '%2e%2e/secret', 'a/b', '']) {
      expect((await fetch(`${address}/${name}`, { headers })).status).toBe(404);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('only reads for a fork', async () => {
    const address = await start({ CACHE_READ_ONLY: '1' });
    expect((await put(`${address}/1`, 'poison')).status).toBe(403);
    writeFileSync(join(folder, '2'), 'known');
    expect(await (await fetch(`${address}/2`, { headers })).text()).toBe('known');
  });

  it('keeps nothing of an upload that is cut off', async () => {
    const address = await start();
    await new Promise<void>((resolve) => {
      const cut = request(`${address}/7`, {
        method: 'PUT',
        headers: { ...headers, 'content-length': '1000' },
      });
      cut.on('error', () => resolve());
      cut.write('half');
      setTimeout(() => cut.destroy(), 50);
      cut.on('close', () => resolve());
    });
    await expect.poll(() => readdirSync(folder)).toEqual([]);
    expect((await put(`${address}/7`, 'whole')).status).toBe(200);
    expect(readFileSync(join(folder, '7'), 'utf8')).toBe('whole');
  });

  it('forgets what nobody has asked for in two weeks, and keeps what somebody has', async () => {
    await start();
    await stop();
    const days = (count: number) => new Date(Date.now() - count * 86_400_000);
    for (const [name, age] of [
      ['old', 15],
      ['young', 13],
    ] as const) {
      writeFileSync(join(folder, name), name);
      utimesSync(join(folder, name), days(age), days(age));
    }
    const address = await start();
    expect(existsSync(join(folder, 'old'))).toBe(false);
    await (await fetch(`${address}/young`, { headers })).text();
    await stop();
    await start();
    expect(readdirSync(folder)).toEqual(['young']);
  });

  it('does not start without a token', async () => {
    const child = spawn(process.execPath, [script, folder], { env: { PATH: process.env.PATH } });
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(2);
  });
});
