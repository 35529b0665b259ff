import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fetchFile, hashFile } from '@create-mlops/dataset';
import type { Download } from './source.ts';

/** A verified file in the cache. */
export type Fetched = {
  readonly path: string;
  readonly sha256: string;
  /** False when it was in the cache already. */
  readonly isNew: boolean;
};

export type FetchDownloadOptions = {
  /** The cache, which all projects of a user share. */
  readonly cache: string;
  readonly onProgress?: (received: number, total: number | null) => void;
  /** Pause before the first retry in milliseconds; it doubles each time. */
  readonly retryMs?: number;
};

/**
 * One file of a public data set: from the cache, or fetched into it, resumed where an earlier try stopped, and held against
 * its sha256. A set without a published sum is held against the one of its first download.
 *
 * @throws {MlopsError} NETWORK when it cannot be had; LOCK_MISMATCH when the bytes are others than expected.
 */
export async function fetchDownload(
  { url, sha256, bytes }: Download,
  { cache, onProgress, retryMs }: FetchDownloadOptions,
): Promise<Fetched> {
  const folder = join(cache, sha256 ?? encodeURIComponent(url).slice(0, 120));
  mkdirSync(folder, { recursive: true });
  const path = join(folder, basename(new URL(url).pathname).replaceAll('+', '-'));
  const recorded = join(folder, 'sha256');
  const expected = sha256 ?? (existsSync(recorded) ? readFileSync(recorded, 'utf8').trim() : null);
  if (expected !== null && existsSync(path) && (await hashFile(path)) === expected) {
    return { path, sha256: expected, isNew: false };
  }
  await fetchFile(path, {
    location: url,
    ...(expected === null ? {} : { sha256: expected }),
    ...(retryMs === undefined ? {} : { retryMs }),
    onProgress: (received, total) => onProgress?.(received, total ?? bytes ?? null),
  });
  const found = await hashFile(path);
  if (sha256 === undefined) writeFileSync(recorded, `${found}\n`);
  return { path, sha256: found, isNew: true };
}
