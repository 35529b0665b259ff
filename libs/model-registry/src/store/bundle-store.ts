import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MlopsError } from '@create-mlops/contracts';
import { type ObjectStore, readObjectStore, signObjectRequest } from '@create-mlops/dataset/remote';
import { renameWithRetry } from '@create-mlops/stage';
import {
  type Exchange,
  type HttpRequest,
  type HttpResponse,
  type Sender,
  sendPatiently,
  settle,
  settleAside,
} from '../http/exchange.ts';
import { openHttpSender } from '../http/http-sender.ts';
import { storeRefusal } from './store-refusal.ts';
import { locationPattern, type StoredBundle } from './stored-bundle.ts';

/**
 * The large files of bundles in S3, or in a store that speaks as it does. Every method may throw USAGE when a key is not set,
 * REGISTRY_REFUSED when the store refuses, and NETWORK when it cannot be reached.
 */
export type BundleStore = {
  /**
   * Puts the files of a bundle there; what is there already stays.
   * @throws {MlopsError} BUNDLE_BROKEN when a file has changed since it was described.
   */
  readonly put: (stored: StoredBundle, bundleDirectory: string) => void;
  /**
   * Brings what is not here yet into a folder, each file under its sha256, which is compared first.
   * @throws {MlopsError} BUNDLE_MISSING when one is gone there, BUNDLE_BROKEN when one is not what was put there.
   */
  readonly bring: (stored: StoredBundle, folder: string) => void;
  /** The same while the process goes on with its work. */
  readonly bringAside: (stored: StoredBundle, folder: string) => Promise<void>;
  /** Deletes the files; those that are gone already are no failure. */
  readonly remove: (stored: StoredBundle) => void;
};

type Method = 'GET' | 'HEAD' | 'PUT' | 'DELETE';

/** What a request may take beside its bytes, and the slowest line that is waited for: 1 Mbit/s. */
const leastPatienceMs = 5 * 60_000;
const slowestBytesPerMs = 125;

/** @param options.pauseScale of the pauses between attempts; 0 in tests. */
export function openBundleStore(options: {
  readonly environment: NodeJS.ProcessEnv;
  readonly now: () => Date;
  readonly sender?: Sender;
  readonly pauseScale?: number;
}): BundleStore {
  const { environment, now, sender = openHttpSender(), pauseScale = 1 } = options;

  function* request(
    method: Method,
    { location }: StoredBundle,
    { sha256, bytes }: StoredBundle['files'][string],
    body?: Uint8Array,
  ): Exchange<HttpResponse> {
    const store = readObjectStore(environment, location);
    const [, bucket = '', prefix = ''] = locationPattern.exec(location) ?? [];
    const key = `${prefix}/${sha256}`.slice(1);
    const wanted = { method, bucket, key, ...(body === undefined ? {} : { body }) };
    // Signed anew for every attempt: a store refuses what was signed a quarter of an hour ago.
    const sign = (): HttpRequest => ({
      ...signObjectRequest(store, wanted, now()),
      method,
      patienceMs: leastPatienceMs + Math.ceil(bytes / slowestBytesPerMs),
      ...(body === undefined ? {} : { body }),
    });
    const [answer] = yield* sendPatiently([sign()], pauseScale, sign);
    if (answer === undefined) throw refused(store, method, `${location}/${sha256}`, noAnswer);
    // Of what it may not list, a store says that it may not be seen instead of that it is not there.
    const isAnswer = method === 'HEAD' && (answer.status === 403 || answer.status === 404);
    const isGone = method === 'DELETE' && answer.status === 404 && !says(answer, 'NoSuchBucket');
    if (isOk(answer) || isAnswer || isGone) return answer;
    throw refused(store, method, `${location}/${sha256}`, answer);
  }

  function* putting(stored: StoredBundle, directory: string): Exchange<void> {
    for (const [path, file] of Object.entries(stored.files)) {
      if (isOk(yield* request('HEAD', stored, file))) continue;
      const body = readFileSync(join(directory, path));
      if (digestOf(body) !== file.sha256) {
        throw broken(`${join(directory, path)} has changed while it was being registered.`);
      }
      yield* request('PUT', stored, file, body);
    }
  }

  function* bringing(stored: StoredBundle, folder: string): Exchange<void> {
    for (const [path, file] of Object.entries(stored.files)) {
      const place = join(folder, file.sha256);
      if (existsSync(place)) continue;
      const { body } = yield* request('GET', stored, file);
      if (body.length !== file.bytes || digestOf(body) !== file.sha256) {
        throw broken(
          `${path} of the bundle at ${stored.location} is not what was put there: its sha256 differs.`,
        );
      }
      mkdirSync(folder, { recursive: true });
      const temporary = `${place}.${process.pid}.tmp`;
      writeFileSync(temporary, body);
      renameWithRetry(temporary, place);
    }
  }

  function* removing(stored: StoredBundle): Exchange<void> {
    for (const file of Object.values(stored.files)) yield* request('DELETE', stored, file);
  }

  return {
    put: (stored, directory) => settle(putting(stored, directory), sender),
    bring: (stored, folder) => settle(bringing(stored, folder), sender),
    bringAside: (stored, folder) => settleAside(bringing(stored, folder), sender),
    remove: (stored) => settle(removing(stored), sender),
  };
}

const noAnswer: HttpResponse = { status: 0, body: new Uint8Array(), retryAfter: null };

const isOk = ({ status }: HttpResponse): boolean => status >= 200 && status < 300;

const says = ({ body }: HttpResponse, code: string): boolean =>
  Buffer.from(body).toString('utf8').includes(`<Code>${code}</Code>`);

const refused = (store: ObjectStore, method: Method, place: string, answer: HttpResponse) =>
  storeRefusal(method, place, store.endpoint, answer);

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function broken(message: string): MlopsError {
  return new MlopsError(
    'BUNDLE_BROKEN',
    message,
    'Go back to a version that is whole with `npm run registry rollback`, or train again with `npm run pipeline`.',
  );
}
