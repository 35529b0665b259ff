import { spawnSync } from 'node:child_process';

export type GitState = {
  /** The commit checked out; `null` outside a repository or before the first commit. */
  readonly commit: string | null;
  /** Whether tracked files differ from it. */
  readonly dirty: boolean | null;
};

/** What git says of a folder, without failing where there is no git. */
export function readGitState(directory: string): GitState {
  const git = (...words: string[]): string | null => {
    const run = spawnSync('git', words, { cwd: directory, encoding: 'utf8', windowsHide: true });
    return run.status === 0 ? run.stdout.trim() : null;
  };
  const commit = git('rev-parse', 'HEAD');
  if (commit === null) return { commit: null, dirty: null };
  const status = git('status', '--porcelain', '--untracked-files=no');
  return { commit, dirty: status === null ? null : status !== '' };
}
