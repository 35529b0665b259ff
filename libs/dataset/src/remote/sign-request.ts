import { createHash, createHmac } from 'node:crypto';

/** Who signs. */
export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of a role that was taken on for a while. */
  readonly sessionToken?: string | undefined;
};

/**
 * The headers of a signed request, Signature Version 4, as S3 and the stores that speak as it does want them.
 *
 * @param options.method GET unless it is another.
 * @param options.bodySha256 of what is sent along, in hexadecimal digits; without it nothing is.
 * @param options.headers further headers, by lower-case name; all are signed.
 * @param options.now the moment of the request; a store refuses one that is minutes off.
 * @see docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function signRequest(
  url: URL,
  credentials: Credentials,
  options: {
    readonly region: string;
    readonly now: Date;
    readonly method?: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
    readonly bodySha256?: string;
    readonly headers?: Readonly<Record<string, string>>;
  },
): Record<string, string> {
  const { region, now, method = 'GET', bodySha256 = sha256('') } = options;
  const moment = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = [moment.slice(0, 8), region, 's3', 'aws4_request'];
  const headers: Record<string, string> = {
    host: url.host,
    ...options.headers,
    'x-amz-content-sha256': bodySha256,
    'x-amz-date': moment,
    ...(credentials.sessionToken ? { 'x-amz-security-token': credentials.sessionToken } : {}),
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    method,
    encodePath(url.pathname),
    [...url.searchParams]
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .sort()
      .join('&'),
    ...names.map((name) => `${name}:${headers[name]?.trim()}`),
    '',
    names.join(';'),
    bodySha256,
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', moment, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${credentials.secretAccessKey}`,
  );
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  const { host: _sentAnyway, ...sent } = headers;
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope.join('/')},SignedHeaders=${names.join(';')},Signature=${signature}`,
  };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** RFC 3986: everything but letters, digits and `-._~`. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const encodePath = (path: string) =>
  path
    .split('/')
    .map((part) => encode(decodeURIComponent(part)))
    .join('/');
