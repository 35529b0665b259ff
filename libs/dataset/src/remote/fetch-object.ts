import { MlopsError } from '@create-mlops/contracts';
import { type FetchedBytes, fetchBytes } from './fetch-bytes.ts';
import { readObjectStore, signObjectRequest } from './object-store.ts';

/**
 * An object of S3, or of a store that speaks as it does: `s3://bucket/path/to/window.csv`. The keys are those of the environment.
 *
 * @throws {MlopsError} USAGE when a key is missing or the location is none; NETWORK and DATA_UNUSABLE as `fetchBytes`.
 */
export async function fetchObject(
  location: string,
  options: {
    readonly maxBytes: number;
    readonly environment?: NodeJS.ProcessEnv;
    readonly now?: Date;
  },
): Promise<FetchedBytes> {
  const { maxBytes, environment = process.env, now = new Date() } = options;
  const [, bucket, key] = /^s3:\/\/([a-z0-9][a-z0-9.-]+)\/(.+[^/])$/.exec(location) ?? [];
  if (bucket === undefined || key === undefined) {
    throw new MlopsError(
      'USAGE',
      `"${location}" names no object of a store.`,
      'Write s3://bucket/path/to/window.csv.',
    );
  }
  const store = readObjectStore(environment, location);
  const { url, headers } = signObjectRequest(store, { method: 'GET', bucket, key }, now);
  return fetchBytes(url, {
    maxBytes,
    headers,
    hintFor: (status) =>
      status === 403
        ? 'The store refuses the keys: look at AWS_ACCESS_KEY_ID, AWS_REGION, what they may read, and the clock of this machine.'
        : status === 404
          ? 'There is no such bucket or object; look at the name, and at AWS_ENDPOINT_URL_S3.'
          : undefined,
  });
}
