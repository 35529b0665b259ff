import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const scripts = join(import.meta.dirname, '..', 'templates', 'project', 'tools', 'ci');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ci-scripts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const git = (cwd: string, ...words: string[]): string => {
  const someone = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
  const run = spawnSync('git', [...someone, ...words], { cwd, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout.trim();
};

describe('baseCommit', () => {
  /** What the script says in a clone, in a process of its own: it asks git in the current folder. */
  function ask(clone: string, provider: object, green?: string | null) {
    const code = `import { baseCommit } from ${JSON.stringify(pathToFileURL(join(scripts, 'base-commit.mjs')).href)};
      process.stdout.write(JSON.stringify(baseCommit(${JSON.stringify(provider)}, ${JSON.stringify(green)})));`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: clone,
      encoding: 'utf8',
    });
    if (run.status !== 0) throw new Error(run.stderr);
    const { base, sentence }: { base: string; sentence: string } = JSON.parse(run.stdout);
    return { base, sentence };
  }
  const push = { isPullRequest: false, branch: 'main', defaultBranch: 'main', before: '' };

  function origin(commits: number): { origin: string; work: string; shas: string[] } {
    const bare = join(folder, 'origin.git');
    const work = join(folder, 'work');
    git(folder, 'init', '-q', '--bare', '-b', 'main', bare);
    git(folder, 'init', '-q', '-b', 'main', work);
    git(work, 'remote', 'add', 'origin', bare);
    const shas = Array.from({ length: commits }, (_, index) => {
      writeFileSync(join(work, 'file'), String(index));
      git(work, 'add', '-A');
      git(work, 'commit', '-q', '-m', String(index));
      return git(work, 'rev-parse', 'HEAD');
    });
    git(work, 'push', '-q', 'origin', 'main');
    return { origin: bare, work, shas };
  }

  it('looks at everything on a first commit and outside of git, and says why', () => {
    const { work } = origin(1);
    expect(ask(work, push)).toEqual({
      base: '',
      sentence: 'This is the first commit: every stage is looked at.',
    });
    mkdirSync(join(folder, 'none'));
    expect(ask(join(folder, 'none'), push).base).toBe('');
  });

  it('compares a push with the state before it', () => {
    const { work, shas } = origin(3);
    const { base, sentence } = ask(work, { ...push, before: shas[0] });
    expect(base).toBe(shas[0]);
    expect(sentence).toContain('the state before the push');
  });

  it('compares with the last run that passed, however many pushes ago, and with nothing when there is none', () => {
    const { work, shas } = origin(4);
    expect(ask(work, { ...push, before: shas[2] }, shas[0]).base).toBe(shas[0]);
    expect(ask(work, { ...push, before: shas[2] }, null)).toEqual({
      base: '',
      sentence: 'No earlier run is known to have passed: every stage is looked at.',
    });
    expect(ask(work, push, 'a'.repeat(40)).sentence).toContain('no part of this history');
  });

  it('brings the history that a shallow clone lacks', () => {
    const { origin: bare, shas } = origin(4);
    const shallow = join(folder, 'shallow');
    git(folder, 'clone', '-q', '--depth=1', pathToFileURL(bare).href, shallow);
    expect(ask(shallow, { ...push, before: shas[1] }).base).toBe(shas[1]);
  });

  it('compares a new branch with where it came from, and a pull request with what it is merged into', () => {
    const { work, shas } = origin(3);
    git(work, 'checkout', '-q', '-b', 'idea', shas[1] ?? '');
    git(work, 'commit', '-q', '--allow-empty', '-m', 'an idea');
    const branch = { ...push, branch: 'idea' };
    expect(ask(work, branch).base).toBe(shas[1]);
    expect(ask(work, { ...branch, isPullRequest: true, before: shas[2] }).base).toBe(shas[1]);
    expect(ask(work, { ...branch, isPullRequest: true, before: 'b'.repeat(40) })).toEqual({
      base: '',
      sentence:
        'The branch that this is to be merged into is not at hand: every stage is looked at.',
    });
  });

  it('after a forced push compares with what is left, and with nothing when nothing is', () => {
    const { work, shas } = origin(3);
    git(work, 'reset', '-q', '--hard', shas[0] ?? '');
    git(work, 'commit', '-q', '--allow-empty', '-m', 'another history');
    const forced = ask(work, { ...push, before: shas[2] });
    expect(forced.base).toBe(shas[0]);
    expect(forced.sentence).toContain('forced push');
    git(work, 'checkout', '-q', '--orphan', 'new');
    git(work, 'commit', '-q', '--allow-empty', '-m', 'from nothing');
    git(work, 'commit', '-q', '--allow-empty', '-m', 'and on');
    expect(ask(work, { ...push, before: shas[2] }).sentence).toContain('another one');
  });
});

describe('kept-lines', () => {
  it('keeps lines of racing runs on a ref that no clone fetches', async () => {
    const bare = join(folder, 'origin.git');
    git(folder, 'init', '-q', '--bare', '-b', 'main', bare);
    const address = JSON.stringify(pathToFileURL(join(scripts, 'kept-lines.mjs')).href);
    const keep = (name: string) => {
      const clone = join(folder, name);
      git(folder, 'clone', '-q', bare, clone);
      git(clone, 'config', 'user.name', 'Ada');
      git(clone, 'config', 'user.email', 'ada@example.org');
      const code = `import { keepLines } from ${address}; process.stdout.write(keepLines('drift', [{ by: '${name}' }]));`;
      return spawnSync(process.execPath, ['--input-type=module', '-e', code], {
        cwd: clone,
        encoding: 'utf8',
      });
    };
    for (const name of ['one', 'two', 'three'])
      expect(keep(name)).toMatchObject({ status: 0, stdout: '' });
    const lines = git(bare, 'show', 'refs/mlops/drift:lines.ndjson').split('\n');
    expect(lines.map((line) => JSON.parse(line).by)).toEqual(['one', 'two', 'three']);
    git(folder, 'clone', '-q', bare, join(folder, 'plain'));
    expect(git(join(folder, 'plain'), 'for-each-ref')).toBe('');
  });
});
