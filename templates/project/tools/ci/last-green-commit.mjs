import { callGithub } from './github-api.mjs';

/**
 * The commit of the last push to the default branch for which this workflow passed: `null` when there is none, `undefined` where
 * nobody can be asked. A push whose run failed is seen again by the next one, although that one changed something else.
 */
export async function lastGreenCommit(provider, environment = process.env) {
  const { GITHUB_WORKFLOW_REF: file = '', GITHUB_REPOSITORY: repository } = environment;
  const isDefault = provider.branch === provider.defaultBranch && !provider.isPullRequest;
  if (provider.name !== 'github' || !isDefault || !environment.MLOPS_API_TOKEN) return undefined;
  const [, workflow] = /\/([^/@]+)@/.exec(file) ?? [];
  const query = new URLSearchParams({
    branch: provider.defaultBranch,
    status: 'success',
    // A night without training and an experiment pass, too, and say nothing of what was pushed.
    event: 'push',
    per_page: '1',
  });
  const answer = await callGithub(
    'GET',
    `/repos/${repository}/actions/workflows/${workflow}/runs?${query}`,
  );
  if (!answer.ok) {
    process.stderr.write(`The last run that passed is not known: ${answer.problem}\n`);
    return null;
  }
  return answer.body.workflow_runs?.[0]?.head_sha ?? null;
}
