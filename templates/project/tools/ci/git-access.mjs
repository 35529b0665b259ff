/** Who commits in the name of a workflow. */
const workflowEmail = 'mlops@localhost';

/**
 * Lets git, and everything that starts it, use the workflow's own token for the server that the project came from: the registry
 * lives on a branch there. The token goes by the environment; it is in no file and on no command line.
 */
export function openGitAccess(environment = process.env) {
  // Whoever commits to the registry is the workflow; a name that the runner has set stays.
  environment.GIT_AUTHOR_NAME ||= 'mlops workflow';
  environment.GIT_AUTHOR_EMAIL ||= workflowEmail;
  environment.GIT_COMMITTER_NAME ||= environment.GIT_AUTHOR_NAME;
  environment.GIT_COMMITTER_EMAIL ||= environment.GIT_AUTHOR_EMAIL;
  const token = environment.MLOPS_GIT_TOKEN ?? '';
  const server = environment.GITHUB_SERVER_URL ?? environment.CI_SERVER_URL ?? '';
  if (token === '' || !/^https?:\/\//.test(server)) return;
  const user = environment.GITHUB_ACTIONS ? 'x-access-token' : 'gitlab-ci-token';
  const basic = Buffer.from(`${user}:${token}`).toString('base64');
  const count = Number(environment.GIT_CONFIG_COUNT ?? '0');
  environment[`GIT_CONFIG_KEY_${count}`] = `http.${server}/.extraheader`;
  environment[`GIT_CONFIG_VALUE_${count}`] = `AUTHORIZATION: basic ${basic}`;
  environment.GIT_CONFIG_COUNT = String(count + 1);
}
