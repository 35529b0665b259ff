import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBundle } from '../test/bundle-fixture.ts';
import { cloneProject, git, makeProject, refusePushes } from '../test/git-fixture.ts';
import { describeRegistryContract } from '../test/registry-contract.ts';
import { type FakeS3, startFakeS3 } from '../test/s3-fixture.ts';
import { openGitRegistry } from './git-registry.ts';

const who = { by: 'ada', reason: 'a test' };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const writer = join(import.meta.dirname, '..', 'test', 'git-writer.ts');

const servers: FakeS3[] = [];
const startStore = async (options = {}): Promise<FakeS3> => {
  const server = await startFakeS3(options);
  servers.push(server);
  return server;
};
let shared: FakeS3 | undefined;
const sharedEnvironment = () => shared?.environment ?? {};
beforeAll(async () => {
  shared = await startStore();
});
afterAll(() => {
  for (const server of servers) server.stop();
});

const open = (root: string, environment: NodeJS.ProcessEnv) =>
  openGitRegistry({ root, remote: 'origin', freshForMs: 0, environment });
const register = (root: string, environment: NodeJS.ProcessEnv, word: string) => {
  const { directory, verdict } = makeBundle(word);
  return open(root, environment).register(directory, verdict, who);
};
const objectOf = (word: string, content = word, time = '') =>
  `acme/models+ours/churn/${sha256(word)}${time}/${sha256(content)}`;
const weightsOf = (folder: string) => readFileSync(join(folder, 'weights.bin'), 'utf8');

// One machine registers, another does all the rest: what it reads has come from the store.
describeRegistryContract('git registry with a store for every bundle', () => {
  const { root, bare } = makeProject();
  const there = open(cloneProject(bare), sharedEnvironment());
  return { ...there, register: open(root, sharedEnvironment()).register };
});
describe('openGitRegistry with a store', () => {
  it('keeps the manifest in git, and all other files in the store under their sha256', async () => {
    const store = await startStore();
    const { root, bare } = makeProject();
    register(root, store.environment, 'one');
    expect(store.objects()).toEqual([objectOf('one'), objectOf('one', '{}')].sort());
    expect(git(bare, 'ls-tree', '-r', '--name-only', 'refs/models/churn/1').split('\n')).toEqual([
      'bundle/manifest.json',
      'verdict.json',
      'version.json',
    ]);
    const keysOnly = { ...store.environment, MLOPS_BUNDLE_STORE: '' };
    const there = open(cloneProject(bare), keysOnly);
    const folder = there.bundleDirectory('churn', 1);
    expect(weightsOf(folder)).toBe('one');
    expect(readdirSync(folder).sort()).toEqual(['manifest.json', 'model.json', 'weights.bin']);
    expect(readdirSync(join(folder, '..', '..', '..', '..', '..', 'brought'))).toEqual([]);
  });

  it('sends and brings each file once', async () => {
    const store = await startStore();
    const { root, bare } = makeProject();
    register(root, store.environment, 'one');
    register(root, store.environment, 'one');
    open(root, store.environment).promote('churn', 1, who);
    open(root, store.environment).bundleDirectory('churn', 1);
    const count = (method: string) =>
      store.requests().filter((request) => request.startsWith(`${method} `)).length;
    expect([count('PUT'), count('GET')]).toEqual([2, 0]);
    const there = open(cloneProject(bare), store.environment);
    for (const _ of [1, 2]) there.bundleDirectory('churn', 1);
    expect([count('PUT'), count('GET')]).toEqual([2, 2]);
  });

  it('leaves a bundle in git that is not above the limit', async () => {
    const store = await startStore();
    const { root, bare } = makeProject();
    const environment = { ...store.environment, MLOPS_BUNDLE_STORE_ABOVE_MB: '' };
    register(root, environment, 'one');
    expect(store.objects()).toEqual([]);
    expect(weightsOf(open(cloneProject(bare), {}).bundleDirectory('churn', 1))).toBe('one');
  });

  it('takes a bundle above 20 MB', async () => {
    const store = await startStore();
    const { root, bare } = makeProject();
    const { directory, verdict } = makeBundle('one');
    writeFileSync(join(directory, 'notes.bin'), Buffer.alloc(21 * 2 ** 20, 'x'));
    const environment = { ...store.environment, MLOPS_BUNDLE_STORE_ABOVE_MB: '' };
    open(root, environment).register(directory, verdict, who);
    const folder = open(cloneProject(bare), environment).bundleDirectory('churn', 1);
    expect(readFileSync(join(folder, 'notes.bin')).equals(Buffer.alloc(21 * 2 ** 20, 'x'))).toBe(
      true,
    );
  });

  it('brings what serves while the process goes on', async () => {
    const store = await startStore();
    const { root, bare } = makeProject();
    const service = openGitRegistry({
      root: cloneProject(bare),
      remote: 'origin',
      freshForMs: Number.POSITIVE_INFINITY,
      environment: store.environment,
    });
    expect(service.find('churn', 'production')).toBeNull();
    register(root, store.environment, 'one');
    open(root, store.environment).promote('churn', 1, who);
    await service.refresh();
    store.stop();
    expect(weightsOf(service.bundleDirectory('churn', 1))).toBe('one');
  });

  it('refuses an object of which a byte has changed, and promotes no such version', async () => {
    const store = await startStore();
    const { root, bare } = makeProject();
    register(root, store.environment, 'one');
    writeFileSync(store.file(objectOf('one')), 'onf');
    const there = open(cloneProject(bare), store.environment);
    const broken = expect.objectContaining({
      code: 'BUNDLE_BROKEN',
      message: expect.stringMatching(/weights\.bin of the bundle at s3:.* its sha256 differs/),
    });
    expect(() => there.bundleDirectory('churn', 1)).toThrow(broken);
    expect(() => there.promote('churn', 1, who)).toThrow(broken);
    await expect(there.refresh()).resolves.toBeUndefined();
    expect(there.find('churn', 'production')).toBeNull();
    expect(there.show('churn', 1).modelHash).toBe(sha256('one'));
  });

  it('says of an object that is gone where it was and what to do, and still tells of the version', async () => {
    const store = await startStore();
    const { root, bare } = makeProject();
    const { record } = register(root, store.environment, 'one');
    rmSync(store.file(objectOf('one')));
    const there = open(cloneProject(bare), store.environment);
    expect(() => there.bundleDirectory('churn', 1)).toThrow(
      expect.objectContaining({
        code: 'BUNDLE_MISSING',
        message: expect.stringContaining(objectOf('one')),
        hint: expect.stringContaining('npm run registry reproduce'),
      }),
    );
    expect(there.show('churn', 1)).toEqual(record);
  });

  it('makes no version where the store refuses the keys, and says which right is missing', async () => {
    const store = await startStore();
    const { root, bare } = makeProject();
    const wrong = { ...store.environment, AWS_SECRET_ACCESS_KEY: 'another' };
    expect(() => register(root, wrong, 'one')).toThrow(
      expect.objectContaining({
        code: 'REGISTRY_REFUSED',
        message: expect.stringMatching(/did not take s3:.*answered 403: SignatureDoesNotMatch/),
        hint: expect.stringContaining('s3:PutObject'),
      }),
    );
    expect(() => register(root, { ...wrong, AWS_ACCESS_KEY_ID: '' }, 'one')).toThrow(
      /AWS_ACCESS_KEY_ID is not set/,
    );
    const elsewhere = { ...store.environment, MLOPS_BUNDLE_STORE: 's3://nobodys/models' };
    expect(() => register(root, elsewhere, 'one')).toThrow(/answered 404: NoSuchBucket/);
    expect(git(bare, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
    expect(store.objects()).toEqual([]);
    register(root, store.environment, 'one');
    expect(() => open(cloneProject(bare), wrong).bundleDirectory('churn', 1)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('s3:GetObject') }),
    );
  });

  it('makes no version where the push is refused, and sends nothing twice at the next attempt', async () => {
    const store = await startStore();
    const { root, bare } = makeProject();
    refusePushes(bare, 'refs/heads/mlops-registry', 'no');
    expect(() => register(root, store.environment, 'one')).toThrow(/a hook there declined it/);
    expect(git(bare, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
    rmSync(join(bare, 'hooks', 'update'));
    expect(register(root, store.environment, 'one').record.version).toBe(1);
    expect(store.requests().filter((request) => request.startsWith('PUT '))).toHaveLength(2);
  });

  it('deletes the objects of a version that expired, and those alone', async () => {
    const store = await startStore();
    const { root } = makeProject();
    register(root, store.environment, 'one');
    register(root, store.environment, 'two');
    open(root, store.environment).expire('churn', 1, who);
    const ofTwo = [objectOf('two'), objectOf('two', '{}')];
    expect(store.objects()).toEqual([...ofTwo].sort());
    expect(register(root, store.environment, 'one').record.version).toBe(3);
    const again = [objectOf('one', 'one', '-2'), objectOf('one', '{}', '-2')];
    expect(store.objects()).toEqual([...ofTwo, ...again].sort());
  });

  it('can go on deleting where the keys were wrong', async () => {
    const store = await startStore();
    const { root } = makeProject();
    register(root, store.environment, 'one');
    const wrong = { ...store.environment, AWS_SECRET_ACCESS_KEY: 'another' };
    expect(() => open(root, wrong).expire('churn', 1, who)).toThrow(/did not delete s3:/);
    open(root, store.environment).expire('churn', 1, who);
    expect(store.objects()).toEqual([]);
  });

  it('shows nobody a version whose writer was killed between store and branch, and goes on', async () => {
    const store = await startStore({ answered: 1 });
    const { root, bare } = makeProject();
    const child = spawn(process.execPath, ['--import', 'tsx', writer, root, 'killed', '1'], {
      stdio: 'inherit',
      env: { ...process.env, ...store.environment },
    });
    while (store.objects().length < 2) {
      expect(child.exitCode).toBeNull();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(open(cloneProject(bare), store.environment).models()).toEqual([]);
    expect(open(root, store.environment).models()).toEqual([]);
    // The same model: what the killed one has sent is taken as it is.
    expect(register(root, store.environment, 'killed 0').record.version).toBe(1);
    const puts = store.requests().filter((request) => request.startsWith('PUT '));
    expect(puts).toHaveLength(2);
    expect(weightsOf(open(cloneProject(bare), store.environment).bundleDirectory('churn', 1))).toBe(
      'killed 0',
    );
  });

  it('reads as before or after when a writer is killed at any moment', async () => {
    const store = await startStore();
    const { root, bare } = makeProject();
    for (let round = 0; round < 4; round++) {
      const child = spawn(process.execPath, ['--import', 'tsx', writer, root, `${round}`, '50'], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, ...store.environment },
      });
      await once(child.stdout, 'readable');
      await new Promise((resolve) => setTimeout(resolve, 40 + round * 90));
      child.kill('SIGKILL');
      await once(child, 'exit');
      const elsewhere = open(cloneProject(bare), store.environment);
      const versions = elsewhere.list('churn');
      expect(versions.length).toBeGreaterThan(round);
      for (const { version } of versions) {
        expect(elsewhere.bundleDirectory('churn', version)).toContain('bundle');
      }
    }
  });

  it('refuses a store that is none, and a limit that is none, before anything is sent', () => {
    const { root } = makeProject();
    for (const [variable, value] of [
      ['MLOPS_BUNDLE_STORE', 'https://acme/models'],
      ['MLOPS_BUNDLE_STORE', 's3://acme/../models'],
      ['MLOPS_BUNDLE_STORE_ABOVE_MB', 'many'],
      ['MLOPS_BUNDLE_STORE_ABOVE_MB', '-1'],
    ] as const) {
      const environment = { ...sharedEnvironment(), [variable]: value };
      expect(() => register(root, environment, 'one')).toThrow(
        expect.objectContaining({
          code: 'SETTINGS_INVALID',
          message: expect.stringContaining(`${variable} is "${value}"`),
        }),
      );
    }
  });
});
