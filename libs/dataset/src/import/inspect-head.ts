import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Encoding } from './file-profile.ts';
import { ImportError } from './import-error.ts';

/** What the first bytes of a file say. */
export type FileHead = {
  readonly name: string;
  readonly format: 'delimited' | 'jsonl' | 'parquet';
  readonly encoding: Encoding;
  readonly byteOrderMark: boolean;
  readonly bytes: number;
};

const headBytes = 65_536;

/** Magic numbers of files that people mistake for tables, with what to do about each. */
const foreignFormats: readonly {
  readonly magic: readonly number[];
  readonly what: string;
  readonly hint: string;
}[] = [
  {
    magic: [0x50, 0x4b, 0x03, 0x04],
    what: 'a zip archive, as .xlsx and .ods files are',
    hint: 'Open it in the spreadsheet program and save the sheet as CSV (UTF-8); unpack a .zip first.',
  },
  {
    magic: [0xd0, 0xcf, 0x11, 0xe0],
    what: 'an old Office file (.xls)',
    hint: 'Open it in the spreadsheet program and save the sheet as CSV (UTF-8).',
  },
  {
    magic: [0x1f, 0x8b],
    what: 'compressed with gzip',
    hint: 'Unpack it first: gunzip FILE.',
  },
  { magic: [0x42, 0x5a, 0x68], what: 'compressed with bzip2', hint: 'Unpack it first.' },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], what: 'compressed with zstd', hint: 'Unpack it first.' },
  { magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: 'compressed with xz', hint: 'Unpack it first.' },
  { magic: [0x25, 0x50, 0x44, 0x46], what: 'a PDF', hint: 'Export the table as CSV.' },
  {
    magic: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65],
    what: 'an SQLite database',
    hint: 'Export the table as CSV.',
  },
];

/**
 * Looks at the first 64 KiB of a file.
 *
 * @throws {ImportError} FILE_NOT_FOUND when there is no file, FILE_UNREADABLE when it cannot be opened,
 * DATA_UNUSABLE when it is empty, FORMAT_UNSUPPORTED when it is no CSV, TSV, JSONL or Parquet
 */
export function inspectHead(path: string): FileHead {
  const name = basename(path);
  const { head, bytes } = readHead(path, name);
  if (head.length === 0) {
    throw new ImportError(
      'DATA_UNUSABLE',
      `${name} is empty.`,
      'Give a file with a header line and rows.',
    );
  }
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') {
    return { name, format: 'parquet', encoding: 'utf-8', byteOrderMark: false, bytes };
  }
  const foreign = foreignFormats.find(({ magic }) => magic.every((byte, i) => head[i] === byte));
  if (foreign !== undefined) {
    throw new ImportError('FORMAT_UNSUPPORTED', `${name} is ${foreign.what}.`, foreign.hint);
  }
  const { encoding, byteOrderMark } = detectEncoding(head, name);
  const text = new TextDecoder(encoding).decode(head).trimStart();
  if (text === '' && bytes <= headBytes) {
    throw new ImportError(
      'DATA_UNUSABLE',
      `${name} holds nothing but white space.`,
      'Give a file with a header line and rows.',
    );
  }
  const extension = extname(name).toLowerCase();
  if (text.startsWith('[') && (extension === '.json' || /^\[\s*\{/.test(text))) {
    throw new ImportError(
      'FORMAT_UNSUPPORTED',
      `${name} is one JSON array.`,
      'Write one object per line (JSONL): jq -c ".[]" FILE > rows.jsonl',
    );
  }
  const isJson = ['.jsonl', '.ndjson', '.json'].includes(extension) || /^\{\s*"/.test(text);
  return { name, format: isJson ? 'jsonl' : 'delimited', encoding, byteOrderMark, bytes };
}

function readHead(path: string, name: string): { head: Buffer; bytes: number } {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new ImportError(
      'FILE_NOT_FOUND',
      `There is no file ${path}.`,
      'Check the path; it is relative to the folder the command runs in.',
    );
  }
  if (!stats.isFile()) {
    throw new ImportError(
      'FILE_UNREADABLE',
      `${path} is not a file.`,
      'Give one CSV, TSV, JSONL or Parquet file.',
    );
  }
  try {
    const file = openSync(path, 'r');
    try {
      const head = Buffer.allocUnsafe(headBytes);
      return { head: head.subarray(0, readSync(file, head, 0, headBytes, 0)), bytes: stats.size };
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw new ImportError(
      'FILE_UNREADABLE',
      `${name} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Check who may read the file.',
      { cause },
    );
  }
}

function detectEncoding(
  head: Buffer,
  name: string,
): { readonly encoding: Encoding; readonly byteOrderMark: boolean } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
    return { encoding: 'utf-8', byteOrderMark: true };
  }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', byteOrderMark: true };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', byteOrderMark: true };
  let even = 0;
  let odd = 0;
  for (let index = 0; index < head.length; index++) {
    if (head[index] === 0) index % 2 === 0 ? even++ : odd++;
  }
  if (even + odd === 0) return { encoding: 'utf-8', byteOrderMark: false };
  // Text in Western scripts has a zero in nearly every second byte of UTF-16.
  if (odd > head.length * 0.3 && even < head.length * 0.02) {
    return { encoding: 'utf-16le', byteOrderMark: false };
  }
  if (even > head.length * 0.3 && odd < head.length * 0.02) {
    return { encoding: 'utf-16be', byteOrderMark: false };
  }
  throw new ImportError(
    'FORMAT_UNSUPPORTED',
    `${name} is a binary file: it holds zero bytes.`,
    'Give a table as CSV, TSV, JSONL or Parquet.',
  );
}
