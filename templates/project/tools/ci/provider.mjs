// What the CI says about this run, in one shape for every provider: why it runs, what it was before, where it can write. Outside
// of CI it is a run by hand on this machine.
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const commit = (text) => (/^[0-9a-f]{40}$/.test(text ?? '') && !/^0+$/.test(text) ? text : '');

/** Where a provider without a page for each run finds it: an artifact of the job. */
const localSummary = join('artifacts', 'ci', 'summary.md');

/**
 * @returns {{
 *   name: 'github' | 'gitlab' | 'local', event: string, isPullRequest: boolean, isFork: boolean, pullRequest: number | null,
 *   branch: string, defaultBranch: string, before: string, runUrl: string, job: string, models: string[],
 *   summaryPath: string, outputPath: string, outputPrefix: string,
 * }} `before` is the commit that the change starts from, empty when the provider names none.
 */
export function readProvider(environment = process.env) {
  if (environment.GITHUB_ACTIONS) return ofGithub(environment);
  if (environment.GITLAB_CI) return ofGitlab(environment);
  return {
    name: 'local',
    event: 'by-hand',
    isPullRequest: false,
    isFork: false,
    pullRequest: null,
    branch: '',
    defaultBranch: 'main',
    before: commit(environment.BEFORE),
    runUrl: '',
    job: environment.MLOPS_JOB ?? 'local',
    models: [],
    summaryPath: '',
    outputPath: '',
    outputPrefix: '',
  };
}

function ofGithub(environment) {
  const payload = readJson(environment.GITHUB_EVENT_PATH);
  const pull = payload.pull_request;
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = environment;
  return {
    name: 'github',
    event: environment.GITHUB_EVENT_NAME ?? '',
    isPullRequest: pull !== undefined,
    // A fork that was deleted meanwhile has no repository any more.
    isFork: pull !== undefined && pull.head?.repo?.full_name !== pull.base?.repo?.full_name,
    pullRequest: pull?.number ?? null,
    branch: environment.GITHUB_HEAD_REF || environment.GITHUB_REF_NAME || '',
    // A schedule runs on the default branch, and its event names none.
    defaultBranch:
      payload.repository?.default_branch ??
      (environment.GITHUB_EVENT_NAME === 'schedule' ? environment.GITHUB_REF_NAME : 'main'),
    before: commit(pull?.base?.sha ?? payload.before),
    runUrl: `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`,
    job: environment.GITHUB_JOB ?? 'job',
    models: payload.client_payload?.models ?? [],
    summaryPath: environment.GITHUB_STEP_SUMMARY ?? '',
    outputPath: environment.GITHUB_OUTPUT ?? '',
    outputPrefix: '',
  };
}

function ofGitlab(environment) {
  const isPullRequest = environment.CI_PIPELINE_SOURCE === 'merge_request_event';
  const events = {
    merge_request_event: 'pull_request',
    web: 'workflow_dispatch',
    api: 'workflow_dispatch',
    trigger: 'repository_dispatch',
    pipeline: 'repository_dispatch',
  };
  return {
    name: 'gitlab',
    event: events[environment.CI_PIPELINE_SOURCE] ?? environment.CI_PIPELINE_SOURCE ?? '',
    isPullRequest,
    isFork:
      isPullRequest &&
      environment.CI_MERGE_REQUEST_SOURCE_PROJECT_ID !== environment.CI_MERGE_REQUEST_PROJECT_ID,
    pullRequest: isPullRequest ? Number(environment.CI_MERGE_REQUEST_IID) : null,
    branch: environment.CI_MERGE_REQUEST_SOURCE_BRANCH_NAME || environment.CI_COMMIT_REF_NAME || '',
    defaultBranch: environment.CI_DEFAULT_BRANCH ?? 'main',
    before: commit(environment.CI_MERGE_REQUEST_DIFF_BASE_SHA || environment.CI_COMMIT_BEFORE_SHA),
    runUrl: environment.CI_PIPELINE_URL ?? '',
    job: environment.CI_JOB_NAME ?? 'job',
    models: [],
    summaryPath: localSummary,
    outputPath: environment.MLOPS_OUTPUTS ?? '',
    outputPrefix: environment.MLOPS_OUTPUT_PREFIX ?? '',
  };
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path ?? '', 'utf8'));
  } catch {
    return {};
  }
}

/** Markdown for the run's own page; on the terminal where there is none. */
export function say(provider, markdown) {
  const text = `${markdown.trimEnd()}\n`;
  process.stdout.write(text);
  if (provider.summaryPath === '') return;
  mkdirSync(dirname(provider.summaryPath), { recursive: true });
  appendFileSync(provider.summaryPath, `${text}\n`);
}

/** Values for the jobs that follow. A line break would start another value: there is none in what stages are called. */
export function giveOutputs(provider, values) {
  // Where outputs are variables of all later jobs, each job's have a name of their own.
  const named = (name) =>
    provider.outputPrefix === '' ? name : `${provider.outputPrefix}${name.toUpperCase()}`;
  const lines = Object.entries(values).map(([name, value]) => {
    if (/[\r\n]/.test(value)) throw new RangeError(`The output ${name} has more than one line.`);
    return `${named(name)}=${value}\n`;
  });
  process.stdout.write(lines.join(''));
  if (provider.outputPath !== '') appendFileSync(provider.outputPath, lines.join(''));
}
