/** The environment variables that name a proxy, as curl and npm know them. */
const proxyNames = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

/**
 * `fetch`, by way of the proxy that `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` name. Node's own fetch passes them by; what
 * does not is loaded only where one is set.
 */
export async function fetchThroughProxy(location: string, init: RequestInit): Promise<Response> {
  if (!proxyNames.some((name) => process.env[name])) return fetch(location, init);
  const { EnvHttpProxyAgent, fetch: fetchWith } = await import('undici');
  const { headers = {} } = init;
  const response = await fetchWith(location, {
    headers: Object.fromEntries(new Headers(headers)),
    dispatcher: new EnvHttpProxyAgent(),
  });
  // The same interface, declared a second time by the package.
  return response as unknown as Response;
}
