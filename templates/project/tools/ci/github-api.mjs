/**
 * One request to the provider's interface with the workflow's own token, MLOPS_API_TOKEN. A refusal is an answer, not an
 * exception: on forks and by settings of the repository some things are not allowed, and that is said.
 *
 * @returns {Promise<{ ok: boolean, status: number, body: any, problem: string }>}
 */
export async function callGithub(method, path, body, environment = process.env) {
  const base = environment.GITHUB_API_URL ?? '';
  try {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${environment.MLOPS_API_TOKEN ?? ''}`,
        'content-type': 'application/json',
        'x-github-api-version': '2022-11-28',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    const answer = parse(text);
    const details = (answer?.errors ?? []).map((error) => error.message ?? error.code).join(', ');
    return {
      ok: response.ok,
      status: response.status,
      body: answer,
      problem: response.ok
        ? ''
        : `${method} ${path.split('?')[0]} was answered with ${response.status}: ${[answer?.message, details].filter(Boolean).join(', ')}`,
    };
  } catch (error) {
    return {
      ok: false,
      status: 0,
      body: null,
      problem: `The interface at ${base || 'an address that GITHUB_API_URL does not name'} cannot be reached: ${error.message}`,
    };
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
