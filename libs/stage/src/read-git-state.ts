import { spawnSync } from 'node:child_process';

export type GitState = {
  /** The commit checked out; `null` outside a repository or before the first commit. */
  readonly commit: string | null;
  /** Whether tracked files differ from it. */
  readonly dirty: boolean | null;
};

/**
 * What git says of a folder, without failing where there is no git. An image has none: what `MLOPS_GIT_COMMIT` and
 * `MLOPS_GIT_DIRTY` (`true` or `false`) say of the tree it was built from counts there.
 */
export function readGitState(
  directory: string,
  environment: NodeJS.ProcessEnv = process.env,
): GitState {
  const git = (...words: string[]): string | null => {
    const run = spawnSync('git', words, { cwd: directory, encoding: 'utf8', windowsHide: true });
    return run.status === 0 ? run.stdout.trim() : null;
  };
  const commit = git('rev-parse', 'HEAD');
  if (commit === null) return handedOver(environment);
  const status = git('status', '--porcelain', '--untracked-files=no');
  return { commit, dirty: status === null ? null : status !== '' };
}

function handedOver({ MLOPS_GIT_COMMIT: commit = '', MLOPS_GIT_DIRTY: dirty }: NodeJS.ProcessEnv) {
  if (!/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) return { commit: null, dirty: null };
  return { commit, dirty: dirty === 'true' ? true : dirty === 'false' ? false : null };
}
