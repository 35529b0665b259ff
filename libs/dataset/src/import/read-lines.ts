import { isUtf8 } from 'node:buffer';
import type { ByteSource } from './byte-source.ts';
import { ImportError } from './import-error.ts';

const lineFeed = 10;
const startBytes = 1 << 20;
const longestLine = 1 << 25;
const shownCharacters = 60;

/**
 * The lines of a UTF-8 file, without their ends; `onLine` may return false to stop.
 *
 * @throws {ImportError} DATA_UNUSABLE for text that is not UTF-8 or a line above 32 MiB
 */
export async function readLines(
  source: ByteSource,
  fileName: string,
  onLine: (text: string, line: number) => boolean,
): Promise<void> {
  let bytes = Buffer.allocUnsafe(startBytes);
  let held = 0;
  let line = 0;
  for (;;) {
    const count = source.fill(bytes, held);
    const limit = held + count;
    let start = 0;
    for (;;) {
      const feed = bytes.indexOf(lineFeed, start);
      const end = feed >= 0 && feed < limit ? feed : count === 0 ? limit : -1;
      if (end < 0 || start >= limit) break;
      line++;
      if (!isUtf8(bytes.subarray(start, end))) throw notUtf8(fileName, line);
      if (!onLine(bytes.toString('utf8', start, end), line)) return;
      start = end + 1;
    }
    if (count === 0) return;
    held = limit - start;
    if (held > longestLine) {
      throw new ImportError(
        'DATA_UNUSABLE',
        `Line ${line + 1} of ${fileName} is longer than 32 MiB.`,
        'Write one JSON object per line.',
      );
    }
    bytes.copy(bytes, 0, start, limit);
    if (held > bytes.length / 2) bytes = Buffer.concat([bytes], bytes.length * 2);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function notUtf8(fileName: string, line: number): ImportError {
  return new ImportError(
    'DATA_UNUSABLE',
    `Line ${line} of ${fileName} is not UTF-8.`,
    'Save the file as UTF-8.',
  );
}

/** The start of a line, for a message. */
export function longLine(text: string): string {
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
}
