import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cacheDirectory } from './cache-directory.ts';
import { fetchDownload } from './fetch-download.ts';

let body = Buffer.from('sepal_length,species\n5.1,setosa\n');
const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
let server: Server;
let requests = 0;
let url = '';
let cache = '';

beforeAll(async () => {
  server = createServer((_request, response) => {
    requests++;
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a/iris+data.csv?raw=1`;
});
afterAll(() => server.close());
beforeEach(() => {
  requests = 0;
  cache = mkdtempSync(join(tmpdir(), 'cache-'));
  body = Buffer.from('sepal_length,species\n5.1,setosa\n');
});

describe('fetchDownload', () => {
  it('fetches once for all projects, and verifies every time', async () => {
    const download = { url, sha256: sum(body), part: 'data' as const };
    const first = await fetchDownload(download, { cache });
    expect(first).toMatchObject({ sha256: sum(body), isNew: true });
    expect(first.path.endsWith('iris-data.csv')).toBe(true);
    expect(readFileSync(first.path)).toEqual(body);
    expect(await fetchDownload(download, { cache })).toEqual({ ...first, isNew: false });
    expect(requests).toBe(1);
    writeFileSync(first.path, 'damaged');
    expect(await fetchDownload(download, { cache })).toEqual(first);
    expect(requests).toBe(2);
  });

  it('refuses other bytes than the catalogue names, and keeps none of them', async () => {
    const download = { url, sha256: 'a'.repeat(64), part: 'data' as const };
    await expect(fetchDownload(download, { cache })).rejects.toMatchObject({
      code: 'LOCK_MISMATCH',
    });
    expect(existsSync(join(cache, 'a'.repeat(64), 'iris-data.csv'))).toBe(false);
  });

  it('records the sum of a set without one, and holds later downloads against it', async () => {
    const download = { url, part: 'all' as const };
    const first = await fetchDownload(download, { cache });
    expect(first).toMatchObject({ sha256: sum(body), isNew: true });
    expect((await fetchDownload(download, { cache })).isNew).toBe(false);
    writeFileSync(first.path, 'damaged');
    body = Buffer.from('something else');
    await expect(fetchDownload(download, { cache })).rejects.toMatchObject({
      code: 'LOCK_MISMATCH',
    });
  });

  it('tells how far it is, by the catalogue’s size where the server says none', async () => {
    const seen: (number | null)[] = [];
    await fetchDownload(
      { url, bytes: 999, part: 'data' },
      { cache, onProgress: (_received, total) => seen.push(total) },
    );
    expect(seen.at(-1)).toBe(body.length);
  });
});

describe('cacheDirectory', () => {
  it.each([
    [{ MLOPS_CACHE: '/m' }, 'linux', '/m'],
    [{ XDG_CACHE_HOME: '/x' }, 'linux', join('/x', 'create-mlops')],
    [{}, 'linux', join(homedir(), '.cache', 'create-mlops')],
    [{ XDG_CACHE_HOME: '/x' }, 'darwin', join(homedir(), 'Library', 'Caches', 'create-mlops')],
    [{ LOCALAPPDATA: 'C:\\L' }, 'win32', join('C:\\L', 'create-mlops', 'cache')],
  ] as const)('%j on %s is %s', (environment, platform, expected) => {
    expect(cacheDirectory(environment, platform)).toBe(expected);
  });
});
