import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A part of a prediction log. */
export type LogPage = {
  /** Lines as they were written, oldest first. */
  readonly lines: readonly string[];
  /** Where the next page begins; the same again when there was nothing new. */
  readonly next: string;
  /** Whether there is more already. */
  readonly hasMore: boolean;
  /** True when lines after the cursor were deleted before they were read. */
  readonly hasGap: boolean;
};

const cursorPattern = /^(\d{4}-\d\d-\d\d(?:_\d+)?\.ndjson):(\d+)$/;
const filePattern = /^\d{4}-\d\d-\d\d(?:_\d+)?\.ndjson$/;
/** Read at once; no line is longer, for a request is not. */
const mostBytes = 16 * 1024 ** 2;

/** Whether a cursor is one that `readLog` gave. Nothing else reaches the disk. */
export const isLogCursor = (text: string): boolean => text === '' || cursorPattern.test(text);

/**
 * The lines of a prediction log after a cursor. Files are named by their time, and a cursor is a file with the bytes of it that were
 * read; it stays good while the service goes on writing, and across restarts.
 *
 * @param directory where `openPredictionLog` writes.
 * @param after `''` for the oldest line that there is.
 * @param limit lines at most.
 */
export async function readLog(
  directory: string,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<LogPage> {
  const files = (await readdir(directory).catch(() => []))
    .filter((name) => filePattern.test(name))
    .sort();
  const [, file = '', offset = '0'] = cursorPattern.exec(after) ?? [];
  const hasGap = file !== '' && !files.includes(file);
  const unread = files.filter((name) => name >= file);
  const lines: string[] = [];
  let next = after;
  for (const name of unread) {
    const from = name === file ? Number(offset) : 0;
    const read = await readLines(join(directory, name), from, limit - lines.length);
    lines.push(...read.lines);
    if (read.lines.length > 0 || name === file) next = `${name}:${read.end}`;
    if (lines.length >= limit || read.hasMore) return { lines, next, hasMore: true, hasGap };
  }
  return { lines, next, hasMore: false, hasGap };
}

async function readLines(path: string, from: number, limit: number) {
  const { size } = await stat(path);
  const buffer = Buffer.alloc(Math.max(0, Math.min(mostBytes, size - from)));
  const handle = await open(path);
  try {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
    const lines: string[] = [];
    let at = 0;
    while (lines.length < limit) {
      const end = buffer.subarray(0, bytesRead).indexOf(10, at);
      // The rest is being written at this moment, or comes with the next page.
      if (end < 0) break;
      lines.push(buffer.toString('utf8', at, end));
      at = end + 1;
    }
    const isFull = lines.length >= limit && from + at < size;
    return { lines, end: from + at, hasMore: isFull || (from + bytesRead < size && at > 0) };
  } finally {
    await handle.close();
  }
}
