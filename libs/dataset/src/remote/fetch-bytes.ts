import { MlopsError } from '@create-mlops/contracts';
import { fetchThroughProxy } from '../fetch-through-proxy.ts';

/** An answer, whole. */
export type FetchedBytes = { readonly bytes: Uint8Array; readonly headers: Headers };

const mebibyte = 1_048_576;

/**
 * The bytes at an address, by way of a proxy where one is set. Nothing is kept on disk, and no more is read than allowed.
 *
 * @throws {MlopsError} NETWORK when nobody answers, when the answer is no 2xx, or when it stops half way; DATA_UNUSABLE when it is
 * larger than allowed.
 */
export async function fetchBytes(
  url: string,
  options: {
    readonly maxBytes: number;
    readonly headers?: Readonly<Record<string, string>>;
    /** What to do about a status, for the one who asked. */
    readonly hintFor?: (status: number) => string | undefined;
    readonly timeoutMs?: number;
  },
): Promise<FetchedBytes> {
  const { maxBytes, headers = {}, hintFor = () => undefined, timeoutMs = 120_000 } = options;
  const place = withoutSecrets(url);
  let response: Response;
  const parts: Uint8Array[] = [];
  let received = 0;
  try {
    response = await fetchThroughProxy(url, { headers, signal: AbortSignal.timeout(timeoutMs) });
    const promised = Number(response.headers.get('content-length') ?? 0);
    if (response.ok && promised > maxBytes) throw tooLarge(place, maxBytes);
    for await (const part of response.body ?? []) {
      received += part.length;
      if (received > maxBytes) throw tooLarge(place, maxBytes);
      parts.push(part);
    }
  } catch (cause) {
    if (cause instanceof MlopsError) throw cause;
    throw new MlopsError(
      'NETWORK',
      `${place} cannot be fetched: ${reasonOf(cause)}.`,
      'Look at the address and the connection, then try again.',
      { cause },
    );
  }
  if (!response.ok) {
    const said = Buffer.concat(parts).toString('utf8').replace(/\s+/g, ' ').slice(0, 200);
    throw new MlopsError(
      'NETWORK',
      `${place} answered ${response.status}${said === '' ? '' : `: ${said}`}`,
      hintFor(response.status) ?? 'Look at the address, and whether it wants a token.',
    );
  }
  return { bytes: new Uint8Array(Buffer.concat(parts)), headers: response.headers };
}

/** Addresses may hold passwords and signatures, and messages end up in logs. */
function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner = cause.cause instanceof Error ? cause.cause.message : '';
  return (inner || cause.message).replace(/\.$/, '');
}

function tooLarge(place: string, maxBytes: number): MlopsError {
  return new MlopsError(
    'DATA_UNUSABLE',
    `${place} holds more than ${Math.round(maxBytes / mebibyte)} MB.`,
    'Take a smaller part of it, such as the last days.',
  );
}
