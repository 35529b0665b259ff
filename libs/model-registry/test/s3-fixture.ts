import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { freshFolder } from './bundle-fixture.ts';

/** The one who may use the fake. */
export const fakeS3Keys = {
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'a secret',
  AWS_SESSION_TOKEN: 'a token',
  AWS_REGION: 'eu-west-1',
};

export type FakeS3 = {
  /** What a registry needs to use its bucket `acme`: everything goes there. */
  readonly environment: NodeJS.ProcessEnv;
  /** The paths of all objects, the bucket first, sorted. */
  readonly objects: () => string[];
  /** The file that holds an object. */
  readonly file: (object: string) => string;
  /** Methods and paths of what it was asked for and did not refuse, oldest first. */
  readonly requests: () => string[];
  readonly stop: () => void;
};

/** @param options.answered PUTs that are answered; the one after them is kept, and never answered. */
export async function startFakeS3(options: { readonly answered?: number } = {}): Promise<FakeS3> {
  const folder = freshFolder();
  mkdirSync(join(folder, 'acme'));
  const script = join(import.meta.dirname, 'serve-fake-s3.ts');
  const words = options.answered === undefined ? [] : [String(options.answered)];
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder, ...words], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [port] = await once(child.stdout, 'data');
  return {
    environment: {
      ...fakeS3Keys,
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${String(port).trim()}`,
      MLOPS_BUNDLE_STORE: 's3://acme/models+ours/',
      MLOPS_BUNDLE_STORE_ABOVE_MB: '0',
    },
    objects: () =>
      readdirSync(join(folder, 'acme'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
        .sort(),
    file: (object) => {
      const place = join(folder, object);
      if (!existsSync(place)) throw new RangeError(`There is no ${object}.`);
      return place;
    },
    requests: () => {
      const log = join(folder, 'requests.log');
      return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
    },
    stop: () => child.stdin.end(),
  };
}
