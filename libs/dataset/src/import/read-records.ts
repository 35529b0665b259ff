import { isUtf8 } from 'node:buffer';
import type { ByteSource } from './byte-source.ts';
import {
  type RecordCells,
  RecordReader,
  type RecordTraits,
  unclosedQuote,
} from './record-reader.ts';

/** Thrown when a file taken for UTF-8 turns out not to be: read it again as Windows-1252. */
export class NotUtf8 extends Error {}

const lineFeed = 10;
const startBytes = 1 << 20;
/** No row of a table is longer; a record that is has a quote that nobody closed. */
const longestRecord = 1 << 25;

/**
 * Splits a delimited file into records as RFC 4180 says, and as people write: any line ends, spaces around
 * cells, quotes inside unquoted cells. Memory is one megabyte, or the longest record.
 *
 * `onRecord` gets the same object every time and may return false to stop. Without `quotes`, a quote is a letter
 * like any other.
 *
 * @throws {ImportError} DATA_UNUSABLE naming the line, for a quote that is not closed or text after a closing one
 * @throws {NotUtf8} when the source claims UTF-8 and is not
 */
export async function readRecords(
  source: ByteSource,
  delimiter: number,
  onRecord: (record: RecordCells) => boolean | undefined,
  options: { readonly quotes?: boolean } = {},
): Promise<RecordTraits> {
  const reader = new RecordReader(delimiter, options.quotes ?? true);
  let bytes = Buffer.allocUnsafe(startBytes);
  let held = 0;
  let ended = false;
  while (!ended) {
    const count = source.fill(bytes.subarray(0, bytes.length - 1), held);
    ended = count === 0;
    const limit = held + count;
    // A line feed after the last byte ends every scan without a test of bounds.
    bytes[limit] = lineFeed;
    const consumed = reader.read(bytes, limit, ended, onRecord);
    if (source.encoding === 'utf-8' && !isUtf8(bytes.subarray(0, consumed))) throw new NotUtf8();
    if (reader.stopped) return reader.traits;
    held = limit - consumed;
    if (held > longestRecord) throw unclosedQuote(reader.record.line);
    bytes.copy(bytes, 0, consumed, limit);
    if (held > bytes.length / 2) bytes = Buffer.concat([bytes], bytes.length * 2);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return reader.traits;
}
