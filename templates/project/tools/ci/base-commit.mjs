import { spawnSync } from 'node:child_process';

const git = (...words) => {
  const run = spawnSync('git', words, { encoding: 'utf8', windowsHide: true });
  return run.status === 0 ? run.stdout.trim() : null;
};

/**
 * The commit that a change is compared with, and a sentence that says so. Empty when there is none to compare with: then
 * everything is looked at. Never a guess that could leave out a stage.
 *
 * @param provider as `readProvider` gives it.
 * @param green the commit of the last run on the default branch that passed, `null` when there is none: what lies between
 * it and now has not been seen to work, however many pushes that were. `undefined` when nobody asked.
 * @returns {{ base: string, sentence: string }}
 */
export function baseCommit(provider, green) {
  if (git('rev-parse', 'HEAD') === null) return everything('This folder has no commit');
  deepen();
  if (git('rev-parse', '--verify', '-q', 'HEAD~1') === null) {
    return everything('This is the first commit');
  }
  const { before, defaultBranch, isPullRequest } = provider;
  if (isPullRequest) {
    const base = bring(before) ? git('merge-base', before, 'HEAD') : null;
    return base === null
      ? everything('The branch that this is to be merged into is not at hand')
      : compared(base, 'with the branch that this is to be merged into');
  }
  if (green === null) return everything('No earlier run is known to have passed');
  if (green !== undefined) {
    return bring(green) && isAncestor(green)
      ? compared(green, 'with the last run that passed')
      : everything('The last run that passed is no part of this history');
  }
  if (bring(before)) {
    const base = git('merge-base', before, 'HEAD');
    if (base === null) return everything('The history before the push was another one');
    return base === before
      ? compared(base, 'with the state before the push')
      : compared(base, 'with what a forced push has left of the history');
  }
  const fork = isAt(defaultBranch) ? null : git('merge-base', `origin/${defaultBranch}`, 'HEAD');
  return fork === null
    ? everything('There is no earlier commit to compare with')
    : compared(fork, `with ${defaultBranch}, which this branch came from`);
}

const everything = (why) => ({ base: '', sentence: `${why}: every stage is looked at.` });
const compared = (base, how) => ({
  base,
  sentence: `Compared ${how} (${base.slice(0, 12)}).`,
});

/** A shallow clone knows too little; where the rest cannot be had, what is missing is said. */
function deepen() {
  if (git('rev-parse', '--is-shallow-repository') === 'true') {
    git('fetch', '-q', '--unshallow', '--no-tags', 'origin');
  }
}

/** Whether the default branch ends where we are: then there is nothing to compare it with. */
function isAt(branch) {
  const place = `refs/remotes/origin/${branch}`;
  if (git('rev-parse', '-q', '--verify', place) === null) {
    git('fetch', '-q', '--no-tags', 'origin', `+refs/heads/${branch}:${place}`);
  }
  return git('rev-parse', place) === git('rev-parse', 'HEAD');
}

/** Whether a commit is at hand, after asking for it: a forced push leaves the old one on the server for a while. */
function bring(commit) {
  if (commit === '') return false;
  const isHere = () => git('cat-file', '-e', `${commit}^{commit}`) !== null;
  if (isHere()) return true;
  git('fetch', '-q', '--no-tags', 'origin', commit);
  return isHere();
}

function isAncestor(commit) {
  return commit !== '' && git('merge-base', '--is-ancestor', commit, 'HEAD') !== null;
}
