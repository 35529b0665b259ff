import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MlopsError } from '@create-mlops/contracts';
import { fetchThroughProxy } from './fetch-through-proxy.ts';
import { hashFile } from './hash-file.ts';

const attempts = 4;

export type FetchOptions = {
  /** Path or http(s) URL. */
  readonly location: string;
  /** Expected of the bytes; without it any are taken, and the caller records what came. */
  readonly sha256?: string;
  /** Called with the bytes there and, if known, the bytes in all. */
  readonly onProgress?: (received: number, total: number | null) => void;
  /** Pause before the first retry in milliseconds; it doubles each time. */
  readonly retryMs?: number;
};

/**
 * Brings a file to `path` and verifies it. A download goes on where an earlier one stopped; what stands at `path` is
 * replaced only by a whole, verified file.
 *
 * @throws {MlopsError} NETWORK when it cannot be had after four tries, FILE_NOT_FOUND for a path that is not there,
 * LOCK_MISMATCH when the bytes are others than expected.
 */
export async function fetchFile(path: string, options: FetchOptions): Promise<void> {
  const { location, sha256 } = options;
  mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.part`;
  if (/^https?:\/\//.test(location)) await download(part, options);
  else await copy(part, location);
  const received = await hashFile(part);
  if (sha256 !== undefined && received !== sha256) {
    rmSync(part, { force: true });
    throw new MlopsError(
      'LOCK_MISMATCH',
      `${location} holds other bytes than the lock names: sha256 ${received.slice(0, 12)} instead of ${sha256.slice(0, 12)}.`,
      'If the new bytes are right, put the file into data/raw and run `npm run data:lock`.',
    );
  }
  renameSync(part, path);
}

async function copy(part: string, location: string): Promise<void> {
  if (!existsSync(location)) {
    throw new MlopsError(
      'FILE_NOT_FOUND',
      `The data lies at ${location}, which is not there on this machine.`,
      'Bring the file there, or put it into data/raw yourself; its sha256 is in dataset.lock.json.',
    );
  }
  await pipeline(createReadStream(location), createWriteStream(part));
}

async function download(part: string, options: FetchOptions): Promise<void> {
  const { location, onProgress, retryMs = 500 } = options;
  let cause: unknown = null;
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0)
      await new Promise((resolve) => setTimeout(resolve, retryMs * 2 ** (attempt - 1)));
    try {
      const have = existsSync(part) ? statSync(part).size : 0;
      const response = await fetchThroughProxy(location, {
        ...(have > 0 ? { headers: { range: `bytes=${have}-` } } : {}),
      });
      if (response.status === 416) return;
      const isRetryable = response.status === 429 || response.status >= 500;
      if (!response.ok || response.body === null) {
        const error = refused(location, `it answered ${response.status}`);
        if (isRetryable) {
          cause = error;
          continue;
        }
        throw error;
      }
      // A server that ignores the range sends everything again.
      const resumed = response.status === 206;
      const length = Number(response.headers.get('content-length') ?? Number.NaN);
      const start = resumed ? have : 0;
      let received = start;
      const body = Readable.fromWeb(response.body);
      body.on('data', (chunk: Buffer) => {
        received += chunk.length;
        onProgress?.(received, Number.isNaN(length) ? null : start + length);
      });
      await pipeline(body, createWriteStream(part, { flags: resumed ? 'a' : 'w' }));
      return;
    } catch (error) {
      if (error instanceof MlopsError) throw error;
      cause = error;
    }
  }
  throw refused(location, 'the connection failed', cause);
}

function refused(location: string, why: string, cause?: unknown): MlopsError {
  return new MlopsError(
    'NETWORK',
    `${location} cannot be fetched: ${why}.`,
    'Look at the connection and run `npm run data` again: it goes on where it stopped.',
    { cause },
  );
}
