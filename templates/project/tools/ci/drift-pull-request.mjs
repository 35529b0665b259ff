import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callGithub } from './github-api.mjs';

const dataInvalid = 3;

/**
 * One pull request per model, kept up to date. It brings the window into the data where its rows have a target, or else into
 * `current/`, where somebody can label them.
 *
 * @returns {Promise<{ ok: boolean, url: string, what: string, problem: string }>}
 */
export async function keepDriftPullRequest({ model, text, defaultBranch }) {
  const branch = `mlops/drift-${model}`;
  const window = newestWindow(model);
  if (window === null) {
    return refused('the window is the prediction log, which holds no file to propose');
  }
  const tip = tipOf(branch);
  if (isSomebodys(tip)) {
    return refused(`somebody has worked on ${branch}: merge it, or delete it, for the next window`);
  }
  // Each model's branch begins where the run began, whatever the one before it has committed.
  git('checkout', '-q', '-B', branch, start);
  const added = node('--import', 'tsx', join('tools', 'data-add.ts'), window, model);
  const isLabelled = added.status === 0;
  const current = join('models', model, 'current');
  // How far a service's log was read goes with the window: the next one begins there.
  const cursor = join(current, 'log-cursor.json');
  const paths = isLabelled
    ? [join('models', model, 'data'), ...(existsSync(cursor) ? [cursor] : [])]
    : [current];
  git('add', '--force', '--', ...paths);
  if (git('diff', '--cached', '--quiet').status === 0) {
    return refused('the window is in the repository already');
  }
  const subject = `Take in what ${model} sees now`;
  const committed = git('commit', '-q', '-m', subject);
  if (committed.status !== 0) return refused(committed.stderr.trim());
  const lease = `--force-with-lease=refs/heads/${branch}:${tip}`;
  const pushed = git('push', '-q', lease, 'origin', `HEAD:refs/heads/${branch}`);
  if (pushed.status !== 0) return refused(pushed.stderr.trim());
  const repository = process.env.GITHUB_REPOSITORY;
  const [owner] = repository.split('/');
  const body = `${text}\n\n${isLabelled ? labelled : unlabelled(window, model, added)}`;
  const listed = await callGithub(
    'GET',
    `/repos/${repository}/pulls?state=open&head=${owner}:${branch}`,
  );
  const open = listed.ok
    ? listed.body.find(({ pull_request, head }) => (head?.ref ?? pull_request?.head) === branch)
    : undefined;
  const answer =
    open === undefined
      ? await callGithub('POST', `/repos/${repository}/pulls`, {
          title: subject,
          body,
          head: branch,
          base: defaultBranch,
        })
      : await callGithub('PATCH', `/repos/${repository}/pulls/${open.number}`, {
          title: subject,
          body,
        });
  // What a workflow's token opens starts no checks: they are asked for by name, which is allowed.
  const asked = await callGithub(
    'POST',
    `/repos/${repository}/actions/workflows/ci.yml/dispatches`,
    { ref: branch },
  );
  if (!asked.ok)
    process.stderr.write(`The checks of ${branch} must be started by hand: ${asked.problem}\n`);
  return {
    ok: answer.ok,
    url: answer.body?.html_url ?? '',
    what: `branch ${branch}`,
    problem: answer.problem,
  };
}

const labelled =
  'The rows have a target: this change adds them to the data. Merging it trains a model on them, and the gate decides whether it serves.';
const unlabelled = (window, model, { status, stderr }) => {
  const why = stderr.trim().split('\n')[0];
  const task = `run \`npm run data:add ${window} ${model}\` on this branch; then merging it trains a model on them.`;
  return status === dataInvalid
    ? `The rows are not fit to learn from yet (${why}). Mend them, fill in the target, and ${task}`
    : `The rows could not be added to the data (${why}).`;
};

const refused = (problem) => ({ ok: false, url: '', what: '', problem });

/** Path of the window that the drift stage looked at, `null` where that is the prediction log. */
export function newestWindow(model) {
  const folder = join('models', model, 'current');
  const names = readdirSync(folder).filter((name) => /\.(csv|jsonl|ndjson|parquet)$/i.test(name));
  const newest = names.sort().at(-1);
  return newest === undefined || readFileSync(join(folder, newest)).length === 0
    ? null
    : `models/${model}/current/${newest}`;
}

/** Where the branch is on the server, empty when it is not there. */
function tipOf(branch) {
  if (git('fetch', '-q', '--no-tags', 'origin', `refs/heads/${branch}`).status !== 0) return '';
  return git('rev-parse', 'FETCH_HEAD').stdout.trim();
}

/** Whether a person has committed there what is not merged: labels, say. That is not ours to replace. */
function isSomebodys(tip) {
  if (tip === '') return false;
  const isMerged = git('merge-base', '--is-ancestor', tip, start).status === 0;
  const author = git('log', '-1', '--format=%ae', tip).stdout.trim();
  return !isMerged && author !== process.env.GIT_AUTHOR_EMAIL;
}

const start = spawnSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).stdout.trim();
const git = (...words) => spawnSync('git', words, { encoding: 'utf8', windowsHide: true });
const node = (...words) =>
  spawnSync(process.execPath, words, { encoding: 'utf8', windowsHide: true });
