import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { fetchThroughProxy } from './fetch-through-proxy.ts';

let origin: Server;
let proxy: Server;
const asked: string[] = [];
const addressOf = (server: Server) => `127.0.0.1:${(server.address() as AddressInfo).port}`;
const listen = (server: Server) =>
  new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

beforeAll(async () => {
  origin = createServer((request, response) => response.end(request.headers.range ?? 'whole'));
  proxy = createServer();
  proxy.on('connect', (request, client) => {
    asked.push(request.url ?? '');
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [upstream, client]) socket.on('error', () => undefined);
  });
  await Promise.all([listen(origin), listen(proxy)]);
});
afterEach(() => {
  vi.unstubAllEnvs();
  asked.length = 0;
});
afterAll(() => {
  for (const server of [origin, proxy]) {
    server.closeAllConnections();
    server.close();
  }
});

const withoutProxy = () => {
  for (const name of ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'NO_PROXY']) {
    vi.stubEnv(name, undefined);
  }
  vi.stubEnv('no_proxy', undefined);
};

describe('fetchThroughProxy', () => {
  it('goes straight where no proxy is named', async () => {
    withoutProxy();
    const response = await fetchThroughProxy(`http://${addressOf(origin)}/`, {});
    expect(await response.text()).toBe('whole');
    expect(asked).toEqual([]);
  });

  it('goes by the proxy, with its headers', async () => {
    withoutProxy();
    vi.stubEnv('HTTP_PROXY', `http://${addressOf(proxy)}`);
    const response = await fetchThroughProxy(`http://${addressOf(origin)}/`, {
      headers: { range: 'bytes=5-' },
    });
    expect(await response.text()).toBe('bytes=5-');
    expect(asked).toEqual([addressOf(origin)]);
  });

  it('leaves out what NO_PROXY names', async () => {
    withoutProxy();
    vi.stubEnv('HTTP_PROXY', `http://${addressOf(proxy)}`);
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    await (await fetchThroughProxy(`http://${addressOf(origin)}/`, {})).text();
    expect(asked).toEqual([]);
  });
});
