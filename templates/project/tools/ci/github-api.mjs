import { callJson } from './call-json.mjs';

/** One request to GitHub with the workflow's own token, MLOPS_API_TOKEN. */
export function callGithub(method, path, body, environment = process.env) {
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${environment.MLOPS_API_TOKEN ?? ''}`,
    'x-github-api-version': '2022-11-28',
  };
  return callJson(method, `${environment.GITHUB_API_URL ?? ''}${path}`, headers, body);
}
