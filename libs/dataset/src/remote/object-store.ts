import { createHash } from 'node:crypto';
import { MlopsError } from '@create-mlops/contracts';
import { type Credentials, signRequest } from './sign-request.ts';

/** S3, or a store that speaks as it does, and who we are there. */
export type ObjectStore = {
  /** Without a slash at the end. */
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
};

/**
 * The store that the environment names, in the variables that all such tools read: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY,
 * AWS_SESSION_TOKEN, AWS_REGION, and AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL for another store than Amazon's. An empty one
 * counts as none.
 *
 * @param wanted what is asked for there, for the message.
 * @throws {MlopsError} USAGE when a key is missing.
 */
export function readObjectStore(environment: NodeJS.ProcessEnv, wanted: string): ObjectStore {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  if (!accessKeyId || !secretAccessKey) {
    throw new MlopsError(
      'USAGE',
      `${wanted} needs keys, and ${accessKeyId ? 'AWS_SECRET_ACCESS_KEY' : 'AWS_ACCESS_KEY_ID'} is not set.`,
      'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; in CI as secrets of the workflow.',
    );
  }
  const region = environment.AWS_REGION || environment.AWS_DEFAULT_REGION || 'us-east-1';
  const endpoint =
    environment.AWS_ENDPOINT_URL_S3 ||
    environment.AWS_ENDPOINT_URL ||
    `https://s3.${region}.amazonaws.com`;
  return {
    endpoint: endpoint.replace(/\/+$/, ''),
    region,
    credentials: { accessKeyId, secretAccessKey, sessionToken: environment.AWS_SESSION_TOKEN },
  };
}

/** What to do with an object. */
export type ObjectRequest = {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  readonly bucket: string;
  /** Folders and name, as people write them. */
  readonly key: string;
  /** What a PUT brings. */
  readonly body?: Uint8Array;
};

/** The address and the signed headers of one request about one object; good for some minutes from `now` on. */
export function signObjectRequest(
  store: ObjectStore,
  { method, bucket, key, body }: ObjectRequest,
  now: Date,
): { readonly url: string; readonly headers: Readonly<Record<string, string>> } {
  const path = [bucket, ...key.split('/')].map(encodeURIComponent).join('/');
  const url = new URL(`${store.endpoint}/${path}`);
  const headers = signRequest(url, store.credentials, {
    region: store.region,
    now,
    method,
    ...(body === undefined ? {} : { bodySha256: createHash('sha256').update(body).digest('hex') }),
  });
  return { url: url.href, headers };
}
