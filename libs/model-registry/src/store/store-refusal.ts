import { MlopsError } from '@create-mlops/contracts';
import type { HttpResponse } from '../http/exchange.ts';

type Method = 'GET' | 'HEAD' | 'PUT' | 'DELETE';

const deeds: Readonly<Record<Method, string>> = {
  GET: 'hand out',
  HEAD: 'look for',
  PUT: 'take',
  DELETE: 'delete',
};
const rights: Readonly<Record<Method, string>> = {
  GET: 's3:GetObject',
  HEAD: 's3:GetObject',
  PUT: 's3:PutObject',
  DELETE: 's3:DeleteObject',
};
const tooManyRequests = 429;

/** Why a store did not do what it was asked for, with its own words and what to do. */
export function storeRefusal(
  method: Method,
  place: string,
  endpoint: string,
  answer: HttpResponse,
): MlopsError {
  const { status, failure } = answer;
  if (status === 0) {
    return new MlopsError(
      'NETWORK',
      `The store at ${endpoint} cannot be reached: ${(failure ?? 'no answer').replace(/\.$/, '')}.`,
      'Look at AWS_ENDPOINT_URL_S3, AWS_REGION and the connection, then try again.',
    );
  }
  const { code, words } = wordsOf(answer);
  const sentence = `The store at ${endpoint} did not ${deeds[method]} ${place}, and answered ${status}${words === '' ? '' : `: ${words.replace(/\.$/, '')}`}.`;
  if (status >= 500 || status === tooManyRequests) {
    return new MlopsError('NETWORK', sentence, 'Try again when the store is well.');
  }
  if (status === 404 && method === 'GET' && code !== 'NoSuchBucket') {
    return new MlopsError(
      'BUNDLE_MISSING',
      `${sentence} That part of the bundle was deleted there, or lies in another store.`,
      'Look at AWS_ENDPOINT_URL_S3; else choose another version with `npm run registry list`, or make this one again with `npm run registry reproduce N`.',
    );
  }
  if (status === 401 || status === 403) {
    return new MlopsError(
      'REGISTRY_REFUSED',
      sentence,
      `Look at AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION, at whether these keys have the right ${rights[method]} there, and at the clock of this machine.`,
    );
  }
  return new MlopsError(
    'REGISTRY_REFUSED',
    sentence,
    'Look at the bucket in MLOPS_BUNDLE_STORE, at AWS_REGION and at AWS_ENDPOINT_URL_S3.',
  );
}

/** Code and message alone: the rest of what a store says of a wrong signature holds what was signed. */
function wordsOf({ body }: HttpResponse): { readonly code: string; readonly words: string } {
  const text = Buffer.from(body).toString('utf8');
  const part = (name: string) =>
    new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1]?.trim().slice(0, 200) ?? '';
  const code = part('Code');
  return { code, words: [code, part('Message')].filter((word) => word !== '').join(', ') };
}
