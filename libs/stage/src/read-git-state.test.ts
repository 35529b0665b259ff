import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGitState } from './read-git-state.ts';

const commit = 'a'.repeat(40);
const freshFolder = () => mkdtempSync(join(tmpdir(), 'git-state-'));

describe('readGitState', () => {
  it('knows nothing outside a repository', () => {
    expect(readGitState(freshFolder(), {})).toEqual({ commit: null, dirty: null });
  });

  it('takes there what was handed over, as into an image', () => {
    const handed = (dirty?: string) =>
      readGitState(freshFolder(), {
        MLOPS_GIT_COMMIT: commit,
        ...(dirty === undefined ? {} : { MLOPS_GIT_DIRTY: dirty }),
      });
    expect(handed('true')).toEqual({ commit, dirty: true });
    expect(handed('false')).toEqual({ commit, dirty: false });
    expect(handed()).toEqual({ commit, dirty: null });
  });

  it.each(['', 'main', 'a'.repeat(39)])('takes %j for no commit', (text) => {
    const state = readGitState(freshFolder(), { MLOPS_GIT_COMMIT: text, MLOPS_GIT_DIRTY: 'true' });
    expect(state).toEqual({ commit: null, dirty: null });
  });

  it('believes a repository more than the environment, and sees an edit', () => {
    const folder = freshFolder();
    const git = (...words: string[]) => {
      const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
      return spawnSync('git', [...identity, ...words], { cwd: folder, encoding: 'utf8' }).stdout;
    };
    git('init', '-q');
    writeFileSync(join(folder, 'a.txt'), 'one');
    git('add', '-A');
    git('commit', '-q', '-m', 'one');
    const head = git('rev-parse', 'HEAD').trim();
    const environment = { MLOPS_GIT_COMMIT: commit, MLOPS_GIT_DIRTY: 'true' };
    expect(readGitState(folder, environment)).toEqual({ commit: head, dirty: false });
    writeFileSync(join(folder, 'a.txt'), 'two');
    expect(readGitState(folder, environment)).toEqual({ commit: head, dirty: true });
  });
});
