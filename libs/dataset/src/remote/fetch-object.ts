import { MlopsError } from '@create-mlops/contracts';
import { type FetchedBytes, fetchBytes } from './fetch-bytes.ts';
import { signRequest } from './sign-request.ts';

/**
 * An object of S3, or of a store that speaks as it does: `s3://bucket/path/to/window.csv`. Keys come from the variables that all such
 * tools read: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION, and AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL
 * for another store.
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
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  if (!accessKeyId || !secretAccessKey) {
    throw new MlopsError(
      'USAGE',
      `${location} needs keys, and ${accessKeyId ? 'AWS_SECRET_ACCESS_KEY' : 'AWS_ACCESS_KEY_ID'} is not set.`,
      'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; in CI as secrets of the workflow.',
    );
  }
  const region = environment.AWS_REGION || environment.AWS_DEFAULT_REGION || 'us-east-1';
  const endpoint =
    environment.AWS_ENDPOINT_URL_S3 ||
    environment.AWS_ENDPOINT_URL ||
    `https://s3.${region}.amazonaws.com`;
  const path = [bucket, ...key.split('/')].map(encodeURIComponent).join('/');
  const url = new URL(`${endpoint.replace(/\/+$/, '')}/${path}`);
  const sessionToken = environment.AWS_SESSION_TOKEN;
  const headers = signRequest(url, { accessKeyId, secretAccessKey, sessionToken }, { region, now });
  return fetchBytes(url.href, {
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
