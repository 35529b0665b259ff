import { ImportError } from './import-error.ts';
import { nearestName } from './nearest-name.ts';
import type { TextTable } from './read-text-table.ts';
import type { TextOptions } from './read-texts.ts';

/** More different labels than this are no classes. */
const mostClasses = 100;
/** A label comes back: this many rows per label on average. */
const fewestRowsPerClass = 3;
/** Words of a text on average, from which a column reads as text. */
const fewestWords = 2;
const labelNames = /^(label|labels|class|category|target|sentiment|rating|stars|topic|y)$/i;
const rowsLookedAt = 5_000;

type ChosenColumn = { readonly name: string; readonly index: number };

export type TextColumns = {
  readonly text: ChosenColumn;
  readonly target: ChosenColumn;
  /** The rows without a header line. */
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
};

/**
 * Works out which column holds the texts, which the labels, and whether the first line is data: it is where its label
 * occurs again further down.
 *
 * @throws {ImportError} DATA_UNUSABLE, COLUMN_UNKNOWN, or USAGE when more than one column could be the target
 */
export function chooseTextColumns(table: TextTable, options: TextOptions): TextColumns {
  const { name: file } = table;
  const [first = [], ...others] = table.rows;
  const width = table.header?.length ?? first.length;
  const ragged = table.header === null ? others.findIndex(({ length }) => length !== width) : -1;
  if (ragged >= 0) {
    throw new ImportError(
      'DATA_UNUSABLE',
      `Row ${ragged + 2} of ${file} has ${others[ragged]?.length} cells, but the first has ${width}.`,
      'Put quotes around texts that contain the separator, or separate by tabs.',
    );
  }
  if (width < 2 || table.rows.length < 2) {
    throw new ImportError(
      'DATA_UNUSABLE',
      `${file} has ${width < 2 ? 'one column' : 'no rows'}; a text and its label are needed in each row.`,
      'Give a CSV or TSV file with a column of texts and a column of labels.',
    );
  }
  const body = (table.header === null ? others : table.rows).slice(0, rowsLookedAt);
  const columns = Array.from({ length: width }, (_, index) => describe(body, index));
  const names = table.header ?? headerOf(first, columns, options);
  const rows = table.header !== null || names === null ? table.rows : others;
  const called = names ?? nameColumns(columns, options);
  const named = (name: string | undefined) => {
    if (name === undefined) return undefined;
    const index = called.indexOf(name);
    if (index < 0) throw unknownColumn(file, name, called);
    return index;
  };
  const targetGiven = named(options.target);
  const text = named(options.text) ?? longest(columns, targetGiven);
  const target = targetGiven ?? chooseTarget(file, columns, called, text);
  if (text === target) {
    throw new ImportError(
      'USAGE',
      `${called[text]} cannot be both the text and the target.`,
      `The columns of ${file} are: ${called.join(', ')}.`,
    );
  }
  const name = (index: number) => called[index] ?? '';
  const place = (index: number) => `column ${index + 1}`;
  const unread = called.filter(
    (other, index) => index !== text && index !== target && other !== '',
  );
  return {
    text: { name: name(text), index: text },
    target: { name: name(target), index: target },
    rows,
    notes: [
      ...(names === null
        ? [
            `${file} has no header line: ${place(text)} holds the texts and is called ${name(text)}, ${place(target)} holds the labels and is called ${name(target)}.`,
          ]
        : [`The texts are in ${name(text)}, the labels in ${name(target)}.`]),
      ...(unread.length === 0 ? [] : [`Not read: ${unread.join(', ')}.`]),
    ],
  };
}

type Described = {
  /** Mean number of words. */
  readonly words: number;
  readonly distinct: number;
  readonly filled: number;
  readonly values: ReadonlySet<string>;
};

function describe(rows: readonly (readonly string[])[], index: number): Described {
  const values = new Set<string>();
  let words = 0;
  let filled = 0;
  for (const row of rows) {
    const cell = (row[index] ?? '').trim();
    if (cell === '') continue;
    filled++;
    words += cell.split(/\s+/).length;
    values.add(cell);
  }
  return { words: filled === 0 ? 0 : words / filled, distinct: values.size, filled, values };
}

const isLabel = ({ distinct, filled }: Described) =>
  distinct >= 2 && distinct <= mostClasses && filled / distinct >= fewestRowsPerClass;

/** The first line as names; `null` where it is data. Names that were given decide it. */
function headerOf(
  first: readonly string[],
  columns: readonly Described[],
  { text, target }: TextOptions,
): readonly string[] | null {
  const asked = [text, target].filter((name) => name !== undefined);
  if (asked.length > 0 && asked.every((name) => first.includes(name))) return first;
  const isData = columns.some(
    (column, index) => isLabel(column) && column.values.has((first[index] ?? '').trim()),
  );
  return isData ? null : first;
}

/** Names for a file without a header line: the ones given, else what the columns are. */
function nameColumns(columns: readonly Described[], { text, target }: TextOptions): string[] {
  const textAt = longest(columns, undefined);
  const labels = columns.flatMap((column, index) =>
    isLabel(column) && index !== textAt ? [index] : [],
  );
  return columns.map((_, index) => {
    if (index === textAt) return text ?? 'text';
    return labels.length === 1 && labels[0] === index ? (target ?? 'label') : `column_${index + 1}`;
  });
}

function longest(columns: readonly Described[], except: number | undefined): number {
  let best = -1;
  for (const [index, { words }] of columns.entries()) {
    if (index !== except && words > (columns[best]?.words ?? 0)) best = index;
  }
  if ((columns[best]?.words ?? 0) >= fewestWords) return best;
  throw new ImportError(
    'DATA_UNUSABLE',
    'No column holds texts of more than a word or two.',
    'Name the column of texts with --text COLUMN, or make a project with --task tabular.',
  );
}

function chooseTarget(
  file: string,
  columns: readonly Described[],
  names: readonly string[],
  text: number,
): number {
  const fitting = columns.flatMap((column, index) =>
    index !== text && isLabel(column) ? [index] : [],
  );
  const speaking = fitting.filter((index) => labelNames.test(names[index] ?? ''));
  const [found, ...more] = fitting.length === 1 ? fitting : speaking;
  if (found !== undefined && more.length === 0) return found;
  const others = names.filter((name, index) => index !== text && name !== '');
  throw new ImportError(
    'USAGE',
    `Which column of ${file} should be predicted? ${fitting.length === 0 ? 'None has a few values that come back' : `${fitting.map((index) => names[index]).join(', ')} could be it`}.`,
    `Add --target COLUMN, one of: ${others.join(', ')}.`,
  );
}

function unknownColumn(file: string, wanted: string, names: readonly string[]): ImportError {
  const nearest = nearestName(wanted, names);
  return new ImportError(
    'COLUMN_UNKNOWN',
    `${file} has no column named ${wanted}${nearest === null ? '.' : `; did you mean ${nearest}?`}`,
    `Its columns are: ${names.join(', ')}.`,
  );
}
