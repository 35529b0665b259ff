/**
 * Where the run of CI that this process belongs to can be looked at: on GitHub and hosts that speak like it, and on GitLab;
 * `null` elsewhere.
 *
 * @example runAddress({ GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'a/b', GITHUB_RUN_ID: '7' })
 * // 'https://github.com/a/b/actions/runs/7'
 */
export function runAddress(environment: NodeJS.ProcessEnv = process.env): string | null {
  const {
    GITHUB_SERVER_URL: server = '',
    GITHUB_REPOSITORY: repository = '',
    GITHUB_RUN_ID: run = '',
    CI_JOB_URL: job = '',
  } = environment;
  if (server !== '' && repository !== '' && run !== '') {
    return `${server}/${repository}/actions/runs/${run}`;
  }
  return job === '' ? null : job;
}
