import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchFile } from './fetch-file.ts';

const content = Buffer.from(`${'x'.repeat(50_000)}end`);
const sha256 = createHash('sha256').update(content).digest('hex');
const target = () => join(mkdtempSync(join(tmpdir(), 'fetch-')), 'raw', 'data.csv');

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/data.csv`;
}

describe('fetchFile', () => {
  it('copies a file that lies elsewhere, and says so when it does not', async () => {
    const path = target();
    const source = join(mkdtempSync(join(tmpdir(), 'source-')), 'a.csv');
    writeFileSync(source, content);
    await fetchFile(path, { location: source, sha256 });
    expect(readFileSync(path)).toEqual(content);
    await expect(fetchFile(target(), { location: `${source}.gone`, sha256 })).rejects.toMatchObject(
      {
        code: 'FILE_NOT_FOUND',
      },
    );
  });

  it('goes on where a broken download stopped', async () => {
    const ranges: (string | undefined)[] = [];
    const location = await serve((request, response) => {
      ranges.push(request.headers.range);
      const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
      response.writeHead(start > 0 ? 206 : 200, { 'content-length': content.length - start });
      if (start === 0) {
        response.write(content.subarray(0, 20_000), () => setTimeout(() => response.destroy(), 50));
      } else response.end(content.subarray(start));
    });
    const path = target();
    await fetchFile(path, { location, sha256, retryMs: 1 });
    expect(readFileSync(path)).toEqual(content);
    expect(ranges[0]).toBeUndefined();
    expect(ranges.at(-1)).toBe('bytes=20000-');
  });

  it('refuses bytes that are not those of the lock, and keeps nothing of them', async () => {
    const location = await serve((_request, response) => response.end('something else'));
    const path = target();
    await expect(fetchFile(path, { location, sha256 })).rejects.toMatchObject({
      code: 'LOCK_MISMATCH',
    });
    expect(existsSync(path)).toBe(false);
    expect(existsSync(`${path}.part`)).toBe(false);
  });

  it('tries again when the server is busy, and not when the file is not there', async () => {
    let busy = 0;
    const location = await serve((_request, response) => {
      busy++;
      if (busy < 3) response.writeHead(503).end();
      else response.end(content);
    });
    await fetchFile(target(), { location, sha256, retryMs: 1 });
    expect(busy).toBe(3);
    let missing = 0;
    const gone = await serve((_request, response) => {
      missing++;
      response.writeHead(404).end();
    });
    await expect(fetchFile(target(), { location: gone, sha256, retryMs: 1 })).rejects.toThrow(
      /answered 404/,
    );
    expect(missing).toBe(1);
  });
});
