import { extname } from 'node:path';
import { openByteSource } from './byte-source.ts';
import { detectDelimiter } from './detect-delimiter.ts';
import type { Encoding } from './file-profile.ts';
import { type FileHead, inspectHead } from './inspect-head.ts';
import { profileFile } from './profile-file.ts';
import { readCells } from './read-cells.ts';
import { NotUtf8, readRecords } from './read-records.ts';
import { QuoteError, type RecordCells } from './record-reader.ts';

/** A file as text cells. Whether the first line of a delimited file is a header is not decided yet. */
export type TextTable = {
  readonly name: string;
  /** The keys or column names of a format that has them. */
  readonly header: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
};

/** @throws {ImportError} FILE_UNREADABLE, FORMAT_UNSUPPORTED or DATA_UNUSABLE */
export async function readTextTable(path: string): Promise<TextTable> {
  const head = inspectHead(path);
  if (head.format !== 'delimited') {
    const profile = await profileFile(path);
    const rows: string[][] = [];
    await readCells(path, profile, (bytes, starts, ends) => {
      rows.push(
        profile.columns.map((_, index) => bytes.toString('utf8', starts[index], ends[index])),
      );
    });
    return { name: head.name, header: profile.columns.map(({ name }) => name), rows };
  }
  try {
    return await readDelimited(path, head, head.encoding);
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error;
    return readDelimited(path, head, 'windows-1252');
  }
}

async function readDelimited(path: string, head: FileHead, encoding: Encoding): Promise<TextTable> {
  const isTabbed = ['.tsv', '.tab'].includes(extname(path).toLowerCase());
  const delimiter = isTabbed ? '\t' : await detectDelimiter(path, encoding);
  const read = (quotes: boolean) => readRows(path, { encoding, delimiter, quotes });
  const { name } = head;
  if (delimiter !== '\t') return { name, header: null, rows: await read(true) };
  // Programs that separate by tabs seldom quote, and a text may well begin with a quotation.
  const plain = await read(false);
  const opened = plain.flat().filter((cell) => cell.startsWith('"'));
  const isQuoted =
    opened.length > 0 && opened.every((cell) => cell.length > 1 && cell.endsWith('"'));
  if (!isQuoted) return { name, header: null, rows: plain };
  try {
    return { name, header: null, rows: await read(true) };
  } catch (error) {
    if (error instanceof QuoteError) return { name, header: null, rows: plain };
    throw error;
  }
}

async function readRows(
  path: string,
  form: { readonly encoding: Encoding; readonly delimiter: string; readonly quotes: boolean },
): Promise<string[][]> {
  const source = openByteSource(path, form.encoding);
  const rows: string[][] = [];
  try {
    const onRecord = ({ bytes, starts, ends, count }: RecordCells): boolean => {
      rows.push(
        Array.from({ length: count }, (_, cell) =>
          bytes.toString('utf8', starts[cell], ends[cell]),
        ),
      );
      return true;
    };
    await readRecords(source, form.delimiter.charCodeAt(0), onRecord, { quotes: form.quotes });
  } finally {
    source.close();
  }
  return rows;
}
