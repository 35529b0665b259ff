import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { MlopsError } from '@create-mlops/contracts';
import { fetchBytes, fetchObject } from '@create-mlops/dataset';
import { readServiceLog } from './read-service-log.ts';
import type { WindowSource } from './window-source.ts';

/** A window as it came. */
export type FetchedWindow = {
  /** `null` when there is nothing new. */
  readonly bytes: Uint8Array | null;
  /** `.csv`, `.jsonl`, `.ndjson` or `.parquet`. */
  readonly extension: string;
  /** In words, for the sentence that is printed. */
  readonly from: string;
  /** Where the log is to be read on from. */
  readonly cursor?: string;
  /** Where files lie that rows refer to, such as pictures. */
  readonly filesFolder?: string;
};

const readable = /^\.(csv|jsonl|ndjson|parquet)$/i;
const typeExtensions: Readonly<Record<string, string>> = {
  'text/csv': '.csv',
  'application/x-ndjson': '.jsonl',
  'application/jsonl': '.jsonl',
  'application/json-lines': '.jsonl',
  'application/vnd.apache.parquet': '.parquet',
};

/** @throws {MlopsError} FORMAT_UNSUPPORTED, FILE_NOT_FOUND, NETWORK, DATA_UNUSABLE, USAGE. */
export async function fetchWindow(
  source: WindowSource,
  options: {
    readonly model: string;
    readonly maxBytes: number;
    readonly maxRows: number;
    /** Where the log was read to. */
    readonly after: string;
    readonly environment: NodeJS.ProcessEnv;
  },
): Promise<FetchedWindow> {
  const { model, maxBytes, maxRows, after, environment } = options;
  switch (source.kind) {
    case 'log': {
      const { address } = source;
      const token = environment.MLOPS_LOG_TOKEN || undefined;
      const log = await readServiceLog({ address, model, token, after, maxBytes, maxRows });
      return {
        bytes: log.rows === 0 ? null : log.bytes,
        extension: '.jsonl',
        from: `the prediction log of ${address}`,
        cursor: log.next,
      };
    }
    case 'folder': {
      const newest = readdirSync(source.path)
        .filter((name) => readable.test(extname(name)))
        .sort()
        .at(-1);
      if (newest === undefined) {
        throw new MlopsError(
          'FILE_NOT_FOUND',
          `There is no table in ${source.path}.`,
          'Put a CSV, JSONL or Parquet file there; of several the last by name is taken.',
        );
      }
      const path = join(source.path, newest);
      return { ...readFile(path, maxBytes), from: path, filesFolder: source.path };
    }
    case 'file':
      return { ...readFile(source.path, maxBytes), from: source.path };
    case 'object': {
      const { location } = source;
      const extension = extensionOf(location, extname(location));
      const { bytes } = await fetchObject(location, { maxBytes, environment });
      return { bytes, extension, from: location };
    }
    case 'url': {
      const { location } = source;
      const { bytes, headers } = await fetchBytes(location, { maxBytes });
      const { origin, pathname } = new URL(location);
      const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
      const own = extname(pathname);
      const extension = readable.test(own) ? own : (typeExtensions[type] ?? own);
      const from = `${origin}${pathname}`;
      return { bytes, extension: extensionOf(from, extension), from };
    }
  }
}

function readFile(path: string, maxBytes: number) {
  const extension = extensionOf(path, extname(path));
  if (statSync(path).size > maxBytes) {
    throw new MlopsError(
      'DATA_UNUSABLE',
      `${path} holds more than ${Math.round(maxBytes / 1_048_576)} MB.`,
      'Take a smaller part of it, or raise CURRENT_MAX_MB.',
    );
  }
  return { bytes: new Uint8Array(readFileSync(path)), extension };
}

function extensionOf(from: string, extension: string): string {
  if (readable.test(extension)) return extension.toLowerCase();
  throw new MlopsError(
    'FORMAT_UNSUPPORTED',
    `${from} is no CSV, JSONL or Parquet file by its name.`,
    'Give it the name of what it is: .csv, .jsonl or .parquet.',
  );
}
