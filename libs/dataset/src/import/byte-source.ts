import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Encoding } from './file-profile.ts';
import { decodeWindows1252 } from './windows-1252.ts';

/** A file as a stream of UTF-8 bytes, with the sha256 of the bytes on disk taken in passing. */
export type ByteSource = {
  readonly encoding: Encoding;
  /** Writes the next bytes into `target` from `offset` on. @returns how many; 0 at the end of the file */
  readonly fill: (target: Buffer, offset: number) => number;
  /** After the end: what was read from disk. */
  readonly digest: () => { readonly sha256: string; readonly bytes: number };
  readonly close: () => void;
};

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
/** A raw byte becomes at most three bytes of UTF-8 in any encoding that is read here. */
const growth = 3;

/** Opens `path`; a byte order mark is not part of what `fill` gives. The caller closes it. */
export function openByteSource(path: string, encoding: Encoding): ByteSource {
  const file = openSync(path, 'r');
  const hash = createHash('sha256');
  let bytes = 0;
  const readRaw = (target: Buffer, offset: number, length: number): number => {
    const count = readSync(file, target, offset, length, null);
    if (count > 0) hash.update(target.subarray(offset, offset + count));
    bytes += count;
    return count;
  };
  const digest = () => ({ sha256: hash.digest('hex'), bytes });
  const close = () => closeSync(file);

  if (encoding === 'utf-8') {
    const fill = (target: Buffer, offset: number): number => {
      const isFirst = bytes === 0;
      const count = readRaw(target, offset, target.length - offset);
      if (!isFirst || !target.subarray(offset, offset + 3).equals(byteOrderMark)) return count;
      target.copy(target, offset, offset + 3, offset + count);
      return count - 3 > 0 ? count - 3 : fill(target, offset);
    };
    return { encoding, fill, digest, close };
  }

  const decoder = encoding === 'windows-1252' ? null : new TextDecoder(encoding);
  let raw = Buffer.allocUnsafe(0);
  let ended = false;
  const fill = (target: Buffer, offset: number): number => {
    const length = Math.floor((target.length - offset) / growth) - growth;
    if (raw.length < length) raw = Buffer.allocUnsafe(length);
    for (;;) {
      if (ended) return 0;
      const count = readRaw(raw, 0, length);
      ended = count === 0;
      const part = raw.subarray(0, count);
      const text = decoder?.decode(part, { stream: !ended }) ?? decodeWindows1252(part);
      if (text !== '') return target.write(text, offset, 'utf8');
    }
  };
  return { encoding, fill, digest, close };
}
