import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProviderInterface, type ProviderInterface } from './workflows/provider-interface.ts';

const scripts = join(import.meta.dirname, '..', 'templates', 'project', 'tools', 'ci');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ci-scripts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('notify', () => {
  let api: ProviderInterface;
  beforeEach(async () => {
    api = await openProviderInterface();
  });
  afterEach(() => api.close());

  const failed = JSON.stringify({
    plan: { result: 'success', outputs: {} },
    evaluate: { result: 'failure', outputs: { said: 'churn, evaluate: Blocked.' } },
  });
  const run = (environment: NodeJS.ProcessEnv, kind = 'train') =>
    new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) => {
      // Not spawnSync: the interface answers in this process.
      const child = execFile(
        process.execPath,
        [join(scripts, 'notify.mjs'), kind],
        {
          env: {
            PATH: process.env.PATH,
            GITHUB_ACTIONS: 'true',
            GITHUB_API_URL: api.address,
            GITHUB_REPOSITORY: 'acme/acme',
            MLOPS_API_TOKEN: 'a-token',
            ...environment,
          },
        },
        (_error, stdout, stderr) => resolve({ status: child.exitCode, stdout, stderr }),
      );
    });

  it('keeps one issue: opened, brought up to date, closed when all is well again', async () => {
    await run({ RESULTS: failed });
    await run({ RESULTS: failed.replace('Blocked.', 'Blocked again.') });
    expect(api.issues).toHaveLength(1);
    expect(api.issues[0]).toMatchObject({ state: 'open', title: 'Training needs a look' });
    expect(api.issues[0]?.body).toContain('Blocked again.');
    await run({ RESULTS: JSON.stringify({ plan: { result: 'success' } }) });
    expect(api.issues[0]?.state).toBe('closed');
  });

  it('tells of a job that ran out of time, and leaves a deployment to tell of itself', async () => {
    await run({ RESULTS: JSON.stringify({ train: { result: 'cancelled' } }) });
    expect(api.issues[0]).toMatchObject({ state: 'open' });
    expect(api.issues[0]?.body).toContain('It stopped at train.');
    await run({ RESULTS: JSON.stringify({ deploy: { result: 'failure' } }) });
    expect(api.issues[0]?.state).toBe('closed');
  });

  it('posts one readable message to an address, and is no failure when nobody answers there', async () => {
    const got: unknown[] = [];
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => {
        text += chunk;
      });
      request.on('end', () => {
        got.push(JSON.parse(text));
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const told = await run({ RESULTS: failed, MLOPS_WEBHOOK: `http://127.0.0.1:${port}` });
    server.close();
    expect(told.status).toBe(0);
    expect(got).toEqual([
      { text: expect.stringContaining('acme: Training needs a look. churn, evaluate: Blocked.') },
    ]);
    expect(api.issues).toEqual([]);
    const unheard = await run({ RESULTS: failed, MLOPS_WEBHOOK: 'http://127.0.0.1:9' });
    expect(unheard.status).toBe(0);
    expect(unheard.stdout).toContain('did not reach MLOPS_WEBHOOK');
  });

  it('refuses a kind of message that there is not', async () => {
    expect(await run({}, 'weather')).toMatchObject({ status: 2 });
  });
});

describe('gather-pages', () => {
  const gather = () =>
    spawnSync(process.execPath, [join(scripts, 'gather-pages.mjs')], { cwd: folder });
  const write = (model: string) => {
    mkdirSync(join(folder, 'artifacts', model, 'pages'), { recursive: true });
    writeFileSync(join(folder, 'artifacts', model, 'pages', 'index.html'), model);
  };
  const page = (...place: string[]) =>
    readFileSync(join(folder, 'artifacts', 'pages', ...place), 'utf8');

  it('gives the only model the front page, several a folder each', () => {
    mkdirSync(join(folder, 'models', 'churn'), { recursive: true });
    write('churn');
    expect(gather().status).toBe(0);
    expect(page('index.html')).toBe('churn');
    mkdirSync(join(folder, 'models', 'houses'));
    write('houses');
    gather();
    expect(page('houses', 'index.html')).toBe('houses');
    expect(page('index.html')).toContain('<a href="houses/">');
  });

  it('leaves nothing to publish where no model is in production', () => {
    mkdirSync(join(folder, 'models', 'churn'), { recursive: true });
    expect(gather().status).toBe(0);
    expect(existsSync(join(folder, 'artifacts', 'pages'))).toBe(false);
  });
});
