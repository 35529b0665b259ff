import type { Row } from '@create-mlops/contracts';
import { fetchBytes } from '@create-mlops/dataset';

/** Lines asked for at once; the service gives no more. */
const pageLines = 10_000;

/** What is new in a service's prediction log. */
export type ServiceLog = {
  /** The requests as JSON lines, the newest `maxRows` of them. */
  readonly bytes: Uint8Array;
  readonly rows: number;
  /** Where to read on from. */
  readonly next: string;
  /** True when lines were deleted before they were read. */
  readonly hasGap: boolean;
};

/**
 * Reads `GET /models/<model>/log` to its end, page by page.
 * @throws {MlopsError} NETWORK with what to do about a missing token, or one that is refused.
 */
export async function readServiceLog(options: {
  readonly address: string;
  readonly model: string;
  readonly token: string | undefined;
  readonly after: string;
  readonly maxBytes: number;
  readonly maxRows: number;
}): Promise<ServiceLog> {
  const { address, model, token, maxBytes, maxRows } = options;
  const lines: string[] = [];
  let next = options.after;
  let hasGap = false;
  for (let hasMore = true; hasMore; ) {
    const query = new URLSearchParams({ after: next, limit: String(pageLines) });
    const url = `${address}/models/${encodeURIComponent(model)}/log?${query}`;
    const page = await fetchBytes(url, {
      maxBytes,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      hintFor,
    });
    for (const line of Buffer.from(page.bytes).toString('utf8').split('\n')) {
      const row = line === '' ? null : inputOf(line);
      if (row !== null) lines.push(JSON.stringify(row));
    }
    // When the log is long, it is the latest requests that count.
    if (lines.length > maxRows) lines.splice(0, lines.length - maxRows);
    const before = next;
    next = page.headers.get('x-next-cursor') ?? next;
    hasGap ||= page.headers.get('x-has-gap') === 'true';
    hasMore = page.headers.get('x-has-more') === 'true' && next !== before;
  }
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
  return { bytes, rows: lines.length, next, hasGap };
}

function inputOf(line: string): Row | null {
  const entry: { readonly input?: Row } = JSON.parse(line);
  return entry.input ?? null;
}

const hintFor = (status: number): string | undefined =>
  status === 401
    ? 'Set MLOPS_LOG_TOKEN to the token that the service was started with.'
    : status === 404
      ? 'Start the service with MLOPS_LOG_TOKEN, and set the same here; look at the name of the model, too.'
      : undefined;
