/**
 * One request that takes and gives JSON. A refusal is an answer, not an exception: on forks and by settings of the repository
 * some things are not allowed, and that is said.
 *
 * @returns {Promise<{ ok: boolean, status: number, body: any, problem: string }>}
 */
export async function callJson(method, address, headers, body) {
  const { host, pathname } = URL.canParse(address)
    ? new URL(address)
    : { host: address, pathname: '' };
  try {
    const response = await fetch(address, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const answer = parse(await response.text());
    const details = (answer?.errors ?? []).map((error) => error.message ?? error.code).join(', ');
    const said = [answer?.message, details].filter(Boolean).join(', ');
    return {
      ok: response.ok,
      status: response.status,
      body: answer,
      problem: response.ok
        ? ''
        : `${method} ${pathname} was answered with ${response.status}: ${said}`,
    };
  } catch (error) {
    return {
      ok: false,
      status: 0,
      body: null,
      problem: `${host || 'The interface'} cannot be reached: ${error.message}`,
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
