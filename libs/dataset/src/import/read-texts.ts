import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { chooseTextColumns } from './choose-text-columns.ts';
import { ImportError } from './import-error.ts';
import { hashFile } from './read-parquet-rows.ts';
import { readTextFolder } from './read-text-folder.ts';
import { readTextTable } from './read-text-table.ts';

/** A text and what it is to be predicted as. Neither is empty; line ends are `\n`. */
export type LabelledText = { readonly text: string; readonly label: string };

/** Labelled texts as found at one place. */
export type TextSource = {
  /** File or folder name. */
  readonly name: string;
  readonly textColumn: string;
  readonly targetColumn: string;
  readonly texts: readonly LabelledText[];
  /** An official test split that lies beside the data; `null` where there is none. */
  readonly test: readonly LabelledText[] | null;
  /** What was worked out and what was left out, one sentence each. */
  readonly notes: readonly string[];
  /** The bytes read; of a folder over the paths and hashes of its texts. Absent where they come from no place on a disk. */
  readonly found?: FoundBytes;
  /** The bytes of the test split, where they lie elsewhere. */
  readonly foundTest?: FoundBytes;
};

export type FoundBytes = { readonly sha256: string; readonly bytes: number };

export type TextOptions = {
  /** Name of the column of texts; worked out where it is not given. */
  readonly text?: string;
  /** Name of the column to predict; worked out where only one can be meant. */
  readonly target?: string;
};

/**
 * Reads labelled texts: a CSV, TSV, JSONL or Parquet file, with or without a header line, or a folder with one sub-folder of
 * `.txt` files per class. Which columns hold the texts and the labels is worked out, and said.
 *
 * @throws {ImportError} FILE_NOT_FOUND, FILE_UNREADABLE, FORMAT_UNSUPPORTED, COLUMN_UNKNOWN, USAGE or DATA_UNUSABLE
 * @example (await readTexts('SMSSpamCollection.tsv')).texts[0] // { text: 'Go until jurong point, …', label: 'ham' }
 */
export async function readTexts(path: string, options: TextOptions = {}): Promise<TextSource> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new ImportError(
      'FILE_NOT_FOUND',
      `There is no file or folder ${path}.`,
      'Check the path; it is relative to the folder the command runs in.',
    );
  }
  if (stats.isDirectory()) return readTextFolder(path, options);
  const table = await readTextTable(path);
  const { text, target, rows, notes } = chooseTextColumns(table, options);
  const texts: LabelledText[] = [];
  let [withoutText, withoutLabel] = [0, 0];
  for (const cells of rows) {
    const found = cleanText(cells[text.index] ?? '');
    const label = (cells[target.index] ?? '').trim();
    if (found === '') withoutText++;
    else if (label === '') withoutLabel++;
    else texts.push({ text: found, label });
  }
  return {
    name: basename(path),
    textColumn: text.name,
    targetColumn: target.name,
    texts,
    test: null,
    notes: [
      ...notes,
      ...leftOut(withoutText, `without a text in ${text.name}`),
      ...leftOut(withoutLabel, `without a value of ${target.name}`),
    ],
    found: await hashFile(path),
  };
}

/** A text as it is kept: `\n` for line ends, nothing around it, no NUL, which no table can hold. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '').trim();
}

function leftOut(count: number, which: string): string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? 'row' : 'rows'} ${which} left out.`];
}
