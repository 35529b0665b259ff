import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signRequest } from './sign-request.ts';

/** The examples of the specification. */
const credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const options = { region: 'us-east-1', now: new Date('2013-05-24T00:00:00Z') };
const signatureOf = (url: string, headers: Record<string, string> = {}) =>
  /Signature=(\w+)$/.exec(
    signRequest(new URL(url), credentials, { ...options, headers }).authorization ?? '',
  )?.[1];

describe('signRequest', () => {
  it('signs the GET of an object, with a header of its own, as the specification does', () => {
    expect(
      signatureOf('https://examplebucket.s3.amazonaws.com/test.txt', { range: 'bytes=0-9' }),
    ).toBe('f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41');
  });

  it('signs parameters as the specification does', () => {
    expect(signatureOf('https://examplebucket.s3.amazonaws.com/?lifecycle')).toBe(
      'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
    );
    expect(signatureOf('https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J')).toBe(
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    );
  });

  it('signs a PUT with what it brings, as the specification does', () => {
    const { authorization = '' } = signRequest(
      new URL('https://examplebucket.s3.amazonaws.com/test$file.text'),
      credentials,
      {
        ...options,
        method: 'PUT',
        bodySha256: createHash('sha256').update('Welcome to Amazon S3.').digest('hex'),
        headers: {
          date: 'Fri, 24 May 2013 00:00:00 GMT',
          'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        },
      },
    );
    expect(authorization).toContain(
      'Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    );
  });

  it('signs the token of a role, and another path gives another signature', () => {
    const token = { ...credentials, sessionToken: 'a-token' };
    const headers = signRequest(new URL('https://store.example/b/k.csv'), token, options);
    expect(headers['x-amz-security-token']).toBe('a-token');
    expect(headers.authorization).toContain('x-amz-security-token');
    expect(signatureOf('https://store.example/b/a.csv')).not.toBe(
      signatureOf('https://store.example/b/b.csv'),
    );
    expect(signatureOf('https://store.example/b/a b.csv')).toBe(
      signatureOf('https://store.example/b/a%20b.csv'),
    );
  });
});
