import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type DatasetLock, MlopsError } from '@create-mlops/contracts';
import { ImportError } from '@create-mlops/dataset/import';
import { type FetchDownloadOptions, type Fetched, fetchDownload } from './fetch-download.ts';
import { forms } from './forms/index.ts';
import type { Download, Source } from './source.ts';

/** A download that is there, with what the catalogue says of it. */
export type FetchedDownload = Fetched & { readonly download: Download };

export type TakeInOptions = Omit<FetchDownloadOptions, 'onProgress'> & {
  /** The model's data folder; rows and what they refer to go below its `raw/`. */
  readonly directory: string;
  readonly target: string;
  /** Told before each download that is not in the cache. */
  readonly onProgress?: (name: string, received: number, total: number | null) => void;
  /** Told one plain sentence after each. */
  readonly say?: (sentence: string) => void;
};

/**
 * Fetches a public data set, verifies it, and takes it in: its rows, and what they refer to, stand below `raw/` afterwards.
 *
 * @returns the lock of what stands there; writing it is the caller's.
 * @throws {MlopsError} NETWORK, LOCK_MISMATCH, DATA_UNUSABLE.
 */
export async function takeIn(source: Source, options: TakeInOptions): Promise<DatasetLock> {
  const { directory, target, onProgress, say = () => undefined, ...fetching } = options;
  const fetched: FetchedDownload[] = [];
  for (const download of source.downloads) {
    const name = basename(new URL(download.url).pathname);
    const file = await fetchDownload(download, {
      ...fetching,
      onProgress: (received, total) => onProgress?.(name, received, total),
    });
    say(file.isNew ? `${name} fetched and verified.` : `${name} is in the cache and whole.`);
    fetched.push({ ...file, download });
  }
  const raw = join(directory, 'raw');
  mkdirSync(raw, { recursive: true });
  const work = mkdtempSync(join(directory, '.taking-in-'));
  try {
    return await forms[source.form]({ source, fetched, raw, directory, target, work });
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    throw new MlopsError('DATA_UNUSABLE', error.message, error.hint, { cause: error });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
