import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fetchBytes } from './fetch-bytes.ts';
import { fetchObject } from './fetch-object.ts';
import { signRequest } from './sign-request.ts';

const keys = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'eu-west-1' };
const now = new Date('2026-01-02T03:04:05Z');

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A store that knows one object and works the signature out anew, from what arrived. */
const store = () =>
  serve((request, response) => {
    const url = new URL(`http://${request.headers.host}${request.url}`);
    const expected = signRequest(
      url,
      { accessKeyId: 'id', secretAccessKey: 'secret' },
      { region: 'eu-west-1', now },
    );
    if (request.headers.authorization !== expected.authorization) response.statusCode = 403;
    else if (url.pathname !== '/acme/logs/May%202026/a%2Bb.csv') response.statusCode = 404;
    response.end(response.statusCode === 200 ? 'age\n41\n' : '<Error/>');
  });

const text = ({ bytes }: { bytes: Uint8Array }) => Buffer.from(bytes).toString();

describe('fetchObject', () => {
  it('gets an object from a store that checks the signature', async () => {
    const environment = { ...keys, AWS_ENDPOINT_URL_S3: `${await store()}/` };
    const got = await fetchObject('s3://acme/logs/May 2026/a+b.csv', {
      maxBytes: 100,
      environment,
      now,
    });
    expect(text(got)).toBe('age\n41\n');
  });

  it('says what to do about wrong keys and missing objects', async () => {
    const endpoint = { AWS_ENDPOINT_URL: await store() };
    const get = (location: string, environment: NodeJS.ProcessEnv) =>
      fetchObject(location, { maxBytes: 100, environment: { ...endpoint, ...environment }, now });
    await expect(
      get('s3://acme/a.csv', { ...keys, AWS_SECRET_ACCESS_KEY: 'other' }),
    ).rejects.toMatchObject({ code: 'NETWORK', hint: expect.stringContaining('refuses the keys') });
    await expect(get('s3://acme/a.csv', keys)).rejects.toMatchObject({
      code: 'NETWORK',
      hint: expect.stringContaining('no such bucket'),
    });
    await expect(get('s3://acme/a.csv', { AWS_ACCESS_KEY_ID: 'id' })).rejects.toThrow(
      'AWS_SECRET_ACCESS_KEY is not set',
    );
    for (const location of ['s3://acme', 's3://acme/', 's3://acme/logs/', 's3:///a.csv']) {
      await expect(get(location, keys)).rejects.toMatchObject({ code: 'USAGE' });
    }
  });
});

describe('fetchBytes', () => {
  it('stops at the limit, whether or not the length was announced', async () => {
    const big = Buffer.alloc(5_000, 'x');
    const address = await serve((request, response) => {
      if (request.url === '/announced') response.setHeader('content-length', big.length);
      response.end(big);
    });
    for (const path of ['/announced', '/chunked']) {
      await expect(fetchBytes(`${address}${path}`, { maxBytes: 4_999 })).rejects.toMatchObject({
        code: 'DATA_UNUSABLE',
      });
      expect((await fetchBytes(`${address}${path}`, { maxBytes: 5_000 })).bytes).toHaveLength(
        5_000,
      );
    }
  });

  it('tells of an answer that is none, and of one cut short, without secrets of the address', async () => {
    const address = await serve((request, response) => {
      if (request.url?.startsWith('/cut')) {
        response.setHeader('content-length', 100);
        response.write('half');
        setImmediate(() => response.destroy());
      } else {
        response.statusCode = 500;
        response.end('out of order');
      }
    });
    const failed = await fetchBytes(`${address}/a.csv?token=hush`, { maxBytes: 10_000 }).catch(
      (error: Error) => error,
    );
    expect(String(failed)).toContain('answered 500: out of order');
    expect(String(failed)).not.toContain('hush');
    await expect(fetchBytes(`${address}/cut`, { maxBytes: 10_000 })).rejects.toMatchObject({
      code: 'NETWORK',
    });
  });
});
