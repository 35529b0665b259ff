import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder } from '../../test/bundle-fixture.ts';
import { fakeS3Keys } from '../../test/s3-fixture.ts';
import type { HttpRequest, HttpResponse } from '../http/exchange.ts';
import { openBundleStore } from './bundle-store.ts';
import { storedBundleSchema } from './stored-bundle.ts';

const content = Buffer.from('one');
const sha256 = createHash('sha256').update(content).digest('hex');
const stored = {
  location: 's3://acme/models/churn/1',
  files: { 'weights.bin': { sha256, bytes: 3 } },
};

/** Gives these answers in turn, the last one again and again, a minute apart. */
function storeThatAnswers(...answers: ReadonlyArray<Partial<HttpResponse>>) {
  const requests: HttpRequest[] = [];
  let minute = 0;
  const answer = (request: HttpRequest): HttpResponse => {
    const given = answers[Math.min(requests.length, answers.length - 1)];
    requests.push(request);
    return { status: 200, body: new Uint8Array(), retryAfter: null, ...given };
  };
  const store = openBundleStore({
    environment: fakeS3Keys,
    now: () => new Date(Date.UTC(2026, 0, 1, 0, minute++)),
    sender: {
      send: (all) => all.map(answer),
      sendAside: async (all) => all.map(answer),
    },
    pauseScale: 0,
  });
  return { store, requests };
}
const folderWith = (text: string): string => {
  const folder = freshFolder();
  writeFileSync(join(folder, 'weights.bin'), text);
  return folder;
};
const xml = (code: string) => Buffer.from(`<Error><Code>${code}</Code></Error>`);

describe('openBundleStore', () => {
  it('asks again where a store is out of breath, and signs each request for its moment', async () => {
    const { store, requests } = storeThatAnswers({ status: 503 }, { status: 0 }, { body: content });
    const folder = freshFolder();
    await store.bringAside(stored, folder);
    expect(readFileSync(join(folder, sha256), 'utf8')).toBe('one');
    expect(requests.map(({ headers }) => headers['x-amz-date'])).toEqual([
      '20260101T000000Z',
      '20260101T000100Z',
      '20260101T000200Z',
    ]);
    expect(new Set(requests.map(({ headers }) => headers.authorization)).size).toBe(3);
  });

  it('says of a store that is not there, or not well, where it was looked for', () => {
    for (const [answer, said] of [
      [
        { status: 0, failure: 'getaddrinfo ENOTFOUND' },
        /eu-west-1.* cannot be reached: getaddrinfo/,
      ],
      [{ status: 500, body: xml('InternalError') }, /answered 500: InternalError\.$/],
    ] as const) {
      const { store, requests } = storeThatAnswers(answer);
      expect(() => store.bring(stored, freshFolder())).toThrow(
        expect.objectContaining({ code: 'NETWORK', message: expect.stringMatching(said) }),
      );
      expect(requests).toHaveLength(5);
    }
  });

  it('keeps nothing of an answer that is another file, also one of the same length', () => {
    for (const body of [Buffer.from('onf'), Buffer.from('on'), Buffer.from('one ')]) {
      const folder = freshFolder();
      const { store } = storeThatAnswers({ body });
      expect(() => store.bring(stored, folder)).toThrow(/is not what was put there/);
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('puts what is not there, also where it may not look, and not what is', () => {
    for (const status of [403, 404]) {
      const { store, requests } = storeThatAnswers({ status }, {});
      store.put(stored, folderWith('one'));
      expect(requests.map(({ method }) => method)).toEqual(['HEAD', 'PUT']);
      expect(requests.at(-1)?.headers['x-amz-content-sha256']).toBe(sha256);
    }
    const { store, requests } = storeThatAnswers({});
    store.put(stored, folderWith('one'));
    expect(requests.map(({ method }) => method)).toEqual(['HEAD']);
  });

  it('puts no file that has changed since it was described', () => {
    const { store, requests } = storeThatAnswers({ status: 404 }, {});
    expect(() => store.put(stored, folderWith('two'))).toThrow(
      expect.objectContaining({ code: 'BUNDLE_BROKEN' }),
    );
    expect(requests.map(({ method }) => method)).toEqual(['HEAD']);
  });

  it('takes what is gone for deleted, but not a bucket that is', () => {
    storeThatAnswers({ status: 404, body: xml('NoSuchKey') }).store.remove(stored);
    const { store } = storeThatAnswers({ status: 404, body: xml('NoSuchBucket') });
    expect(() => store.remove(stored)).toThrow(
      expect.objectContaining({
        code: 'REGISTRY_REFUSED',
        message: expect.stringContaining('NoSuchBucket'),
        hint: expect.stringContaining('MLOPS_BUNDLE_STORE'),
      }),
    );
  });

  it('shows nothing of what was signed, and names the region of a store that sends elsewhere', () => {
    const body = Buffer.from(
      '<Error><Code>PermanentRedirect</Code><StringToSign>hush</StringToSign></Error>',
    );
    const { store } = storeThatAnswers({ status: 301, body });
    expect(() => store.put(stored, folderWith('one'))).toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining('hush'),
        hint: expect.stringContaining('AWS_REGION'),
      }),
    );
  });
});

describe('storedBundleSchema', () => {
  it('takes no file outside the bundle, and no place outside a bucket', () => {
    expect(storedBundleSchema.safeParse(stored).success).toBe(true);
    const file = { sha256, bytes: 3 };
    for (const path of ['../a', 'a/../../b', '/a', 'C:\\a', '..\\a', '']) {
      expect(storedBundleSchema.safeParse({ ...stored, files: { [path]: file } }).success).toBe(
        false,
      );
    }
    for (const location of ['s3://acme/../b', 's3://acme//b', 's3://acme/.', 'https://acme/b']) {
      expect(storedBundleSchema.safeParse({ ...stored, location }).success).toBe(false);
    }
  });
});
