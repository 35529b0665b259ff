import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, makeBundle } from '../test/bundle-fixture.ts';
import { cloneProject, git, makeProject, refusePushes } from '../test/git-fixture.ts';
import { describeRegistryContract } from '../test/registry-contract.ts';
import { openGitRegistry } from './git-registry.ts';
import { openRegistry } from './open-registry.ts';

const who = { by: 'ada', reason: 'a test' };
const branch = 'refs/heads/mlops-registry';
const writer = join(import.meta.dirname, '..', 'test', 'git-writer.ts');

const open = (root: string, remote = 'origin') => openGitRegistry({ root, remote, freshForMs: 0 });
const register = (root: string, word: string) => {
  const { directory, verdict } = makeBundle(word);
  return open(root).register(directory, verdict, who);
};
const refs = (directory: string) =>
  git(directory, 'for-each-ref', '--format=%(refname)').split('\n');
const start = (root: string, name: string, count: number) =>
  spawn(process.execPath, ['--import', 'tsx', writer, root, name, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // As on a runner: nobody has told git a name.
    env: {
      ...process.env,
      GIT_CONFIG_GLOBAL: join(root, 'no-such-file'),
      GIT_CONFIG_NOSYSTEM: '1',
    },
  });

describeRegistryContract('git registry', () => open(makeProject().root));

describe('openGitRegistry', () => {
  it('lets one of twenty racing writers win, and loses nobody’s version', async () => {
    const { root, bare } = makeProject();
    const roots = [root, cloneProject(bare), cloneProject(bare), cloneProject(bare)];
    const writers = Array.from({ length: 20 }, (_, index) =>
      start(roots[index % roots.length] ?? root, `writer ${index}`, 1),
    );
    const said = await Promise.all(
      writers.map(async (child) => {
        let output = '';
        child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
        const [code] = await once(child, 'close');
        return `${code} ${output.trim()}`;
      }),
    );
    expect(said.sort()).toEqual([...Array(19).fill('0 lost'), '0 won']);
    const registry = open(cloneProject(bare));
    const versions = registry.list('churn');
    expect(versions.map(({ version }) => version)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    expect(new Set(versions.map(({ registeredBy }) => registeredBy)).size).toBe(20);
    const events = registry.history('churn').map(({ event }) => event);
    expect(events.filter((event) => event === 'registered')).toHaveLength(20);
    expect(events.filter((event) => event === 'promoted')).toHaveLength(1);
    for (const { version } of versions) registry.bundleDirectory('churn', version);
  }, 180_000);

  it('reads as before or after when a writer is killed at any moment, and goes on', async () => {
    const { root, bare } = makeProject();
    for (let round = 0; round < 6; round++) {
      const child = start(root, `round ${round}`, 50);
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, 30 + round * 60));
      child.kill('SIGKILL');
      await once(child, 'exit');
      // Another machine sees whole versions, whether or not this one can go on.
      const elsewhere = open(cloneProject(bare));
      const versions = elsewhere.list('churn');
      expect(versions.length).toBeGreaterThan(round);
      const newest = versions.at(-1)?.version ?? 0;
      expect(elsewhere.bundleDirectory('churn', newest)).toContain('bundle');
      expect(versions).toContainEqual(elsewhere.find('churn', 'production'));
    }
    const { record } = register(root, 'after the kills');
    expect(
      open(root).promote('churn', record.version, { ...who, force: true }).aliases.production,
    ).toBe(record.version);
    expect(open(root).list('churn')).toEqual(open(cloneProject(bare)).list('churn'));
  }, 120_000);

  it('shows what another clone did, and refuses what was decided before it', () => {
    const { root, bare } = makeProject();
    const here = open(root);
    const there = open(cloneProject(bare));
    register(root, 'one');
    const seen = there.aliases('churn').revision;
    here.promote('churn', 1, who);
    expect(there.find('churn', 'production')?.version).toBe(1);
    expect(() =>
      there.setAlias('churn', 'candidate', 1, { ...who, expectedRevision: seen }),
    ).toThrow(/revision 0 was expected, 1 is current/);
    expect(readFileSync(join(there.bundleDirectory('churn', 1), 'weights.bin'), 'utf8')).toBe(
      'one',
    );
  });

  it('follows another clone without asking the remote at every look', async () => {
    const { root, bare } = makeProject();
    const service = openRegistry('git', { root: cloneProject(bare), isFollowing: true });
    expect(service.models()).toEqual([]);
    register(root, 'one');
    open(root).promote('churn', 1, who);
    expect(service.find('churn', 'production')).toBeNull();
    await service.refresh();
    expect(service.find('churn', 'production')?.version).toBe(1);
    rmSync(bare, { recursive: true });
    expect(readFileSync(join(service.bundleDirectory('churn', 1), 'weights.bin'), 'utf8')).toBe(
      'one',
    );
    await expect(service.refresh()).rejects.toMatchObject({ code: 'SETTINGS_INVALID' });
    expect(service.find('churn', 'production')?.version).toBe(1);
  });

  it('touches no branch, index or file of the project', () => {
    const { root } = makeProject();
    writeFileSync(join(root, 'edited.txt'), 'in work');
    const before = [refs(root), git(root, 'status', '--porcelain'), git(root, 'rev-parse', 'HEAD')];
    register(root, 'one');
    open(root).promote('churn', 1, who);
    expect([
      refs(root),
      git(root, 'status', '--porcelain'),
      git(root, 'rev-parse', 'HEAD'),
    ]).toEqual(before);
  });

  it('gives a plain clone the page and the history, but no bundle', () => {
    const { root, bare } = makeProject();
    const { record } = register(root, 'one');
    const clone = cloneProject(bare);
    expect(refs(clone).some((ref) => ref.includes('models'))).toBe(false);
    expect(refs(bare)).toContain('refs/models/churn/1');
    const bundle = git(bare, 'rev-parse', 'refs/models/churn/1');
    expect(() => git(clone, 'cat-file', '-e', bundle)).toThrow();
    const page = git(clone, 'show', 'origin/mlops-registry:README.md');
    expect(page).toContain('| version | alias | gate | accuracy |');
    expect(page).toContain(record.dataHash.slice(0, 12));
  });

  it('leaves neither version nor bundle when the push is refused half way', () => {
    const { root, bare } = makeProject();
    refusePushes(bare, branch, 'no');
    expect(() => register(root, 'one')).toThrow(/a hook there declined it/);
    expect(refs(bare)).toEqual(['refs/heads/main']);
    rmSync(join(bare, 'hooks', 'update'));
    expect(register(root, 'one').record.version).toBe(1);
  });

  it('takes refs one at a time where the host knows no other way, and clears up after a refusal', () => {
    const { root, bare } = makeProject();
    git(bare, 'config', 'receive.advertiseAtomic', 'false');
    refusePushes(bare, branch, 'no');
    expect(() => register(root, 'one')).toThrow(/a hook there declined it/);
    expect(refs(bare)).toEqual(['refs/heads/main']);
    rmSync(join(bare, 'hooks', 'update'));
    expect(register(root, 'one').record.version).toBe(1);
  });

  it('leaves out a number whose bundle a killed writer has pushed', () => {
    const { root, bare } = makeProject();
    git(bare, 'config', 'receive.advertiseAtomic', 'false');
    git(bare, 'update-ref', 'refs/models/churn/1', 'main');
    expect(register(root, 'one').record.version).toBe(2);
    expect(open(cloneProject(bare)).bundleDirectory('churn', 2)).toContain('bundle');
  });

  it('names the rule of a host that refuses, and the way out', () => {
    const { root, bare } = makeProject();
    refusePushes(bare, branch, 'error: GH006: Protected branch update failed for mlops-registry.');
    expect(() => register(root, 'one')).toThrow(
      expect.objectContaining({
        code: 'REGISTRY_REFUSED',
        message: expect.stringMatching(/the branch is protected.*GH006/),
        hint: expect.stringContaining('Exempt `mlops-registry`'),
      }),
    );
  });

  it('says which remote is missing', () => {
    const { root } = makeProject();
    expect(() => open(root, 'upstream').models()).toThrow(/"upstream".*no such remote/);
  });

  it('keeps the registry in the project’s own repository when it is asked to', () => {
    const { root } = makeProject();
    const { directory, verdict } = makeBundle('one');
    const registry = open(root, '.');
    registry.register(directory, verdict, who);
    expect(registry.promote('churn', 1, who).aliases).toEqual({ production: 1 });
    expect(refs(root)).toContain(branch);
  });

  it('says of a deleted bundle that it is gone, and of another in its place that it is broken', () => {
    const { root, bare } = makeProject();
    register(root, 'one');
    register(root, 'two');
    git(bare, 'update-ref', 'refs/models/churn/2', 'refs/models/churn/1');
    git(bare, 'update-ref', '-d', 'refs/models/churn/1');
    const elsewhere = open(cloneProject(bare));
    expect(() => elsewhere.bundleDirectory('churn', 1)).toThrow(/was deleted there/);
    expect(() => elsewhere.bundleDirectory('churn', 2)).toThrow(/pointed at something else/);
    expect(() => elsewhere.promote('churn', 2, who)).toThrow(/pointed at something else/);
    expect(elsewhere.find('churn', 'production')).toBeNull();
  });

  it('deletes the ref of a version that expired, and tells the page and other clones', () => {
    const { root, bare } = makeProject();
    register(root, 'one');
    register(root, 'two');
    const there = open(cloneProject(bare));
    there.bundleDirectory('churn', 1);
    open(root).expire('churn', 1, who);
    expect(refs(bare)).toEqual(['refs/heads/main', branch, 'refs/models/churn/2']);
    expect(() => there.bundleDirectory('churn', 1)).toThrow(/has expired/);
    expect(git(bare, 'show', 'mlops-registry:README.md')).toMatch(/\| 1 \| expired \|/);
  });

  it('lets a version expire whose ref somebody has deleted already', () => {
    const { root, bare } = makeProject();
    register(root, 'one');
    git(bare, 'update-ref', '-d', 'refs/models/churn/1');
    open(root).expire('churn', 1, who);
    expect(open(root).history('churn').at(-1)?.event).toBe('expired');
  });

  it('names the rule of a host that lets nobody delete, and can go on afterwards', () => {
    const { root, bare } = makeProject();
    register(root, 'one');
    refusePushes(bare, 'refs/models/*', 'error: GH013: Repository rule violations found.');
    expect(() => open(root).expire('churn', 1, who)).toThrow(/a rule of the repository forbids/);
    rmSync(join(bare, 'hooks', 'update'));
    open(root).expire('churn', 1, who);
    expect(refs(bare)).toEqual(['refs/heads/main', branch]);
  });

  it('shows and promotes a record without its bundle where that was deleted, as far as it can', () => {
    const { root, bare } = makeProject();
    const { record } = register(root, 'one');
    git(bare, 'update-ref', '-d', 'refs/models/churn/1');
    const elsewhere = open(cloneProject(bare));
    expect(elsewhere.show('churn', 1)).toEqual(record);
    expect(record.judgement?.sentence).toBe('All checks pass.');
    expect(() => elsewhere.promote('churn', 1, who)).toThrow(/was deleted there/);
  });

  it('refuses a bundle above 20 MB by name', () => {
    const { root, bare } = makeProject();
    const { directory, verdict } = makeBundle('one');
    writeFileSync(join(directory, 'notes.bin'), Buffer.alloc(21 * 2 ** 20));
    expect(() => open(root).register(directory, verdict, who)).toThrow(
      expect.objectContaining({
        code: 'REGISTRY_REFUSED',
        message: expect.stringMatching(/churn is 21\.0 MB, notes\.bin alone 21\.0 MB/),
        hint: expect.stringContaining('MLOPS_BUNDLE_STORE=s3://bucket/prefix'),
      }),
    );
    expect(refs(bare)).toEqual(['refs/heads/main']);
  });

  it('refuses a bundle of which the remote has lost or changed bytes', () => {
    const { root, bare } = makeProject();
    register(root, 'one');
    const id = git(bare, 'rev-parse', 'refs/models/churn/1:bundle/weights.bin');
    const object = join(bare, 'objects', id.slice(0, 2), id.slice(2));
    rmSync(object);
    writeFileSync(object, 'no object at all');
    const elsewhere = open(cloneProject(bare));
    expect(() => elsewhere.bundleDirectory('churn', 1)).toThrow(
      expect.objectContaining({ code: 'BUNDLE_BROKEN' }),
    );
  });

  it('makes its clone anew when a machine went off in the middle of a write', () => {
    const { root, bare } = makeProject();
    register(root, 'one');
    const clones = join(root, '.git', 'mlops-registry');
    const lock = join(clones, readdirSync(clones)[0] ?? '', 'git', `${branch}.lock`);
    writeFileSync(lock, '');
    register(cloneProject(bare), 'two');
    expect(open(root).list('churn')).toHaveLength(2);
    expect(existsSync(lock)).toBe(false);
  });

  it('begins anew with a remote that was begun anew', () => {
    const { root, bare } = makeProject();
    register(root, 'one');
    open(root).promote('churn', 1, who);
    git(bare, 'update-ref', '-d', branch);
    git(bare, 'update-ref', '-d', 'refs/models/churn/1');
    expect(open(root).models()).toEqual([]);
    expect(register(root, 'another').record).toMatchObject({ version: 1, parentVersion: null });
    expect(readFileSync(join(open(root).bundleDirectory('churn', 1), 'weights.bin'), 'utf8')).toBe(
      'another',
    );
  });

  it('writes nothing into a folder without a repository but its clone', () => {
    const { bare } = makeProject();
    const folder = freshFolder();
    register(cloneProject(bare), 'one');
    expect(open(folder, bare).list('churn')).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['registry']);
  });
});
