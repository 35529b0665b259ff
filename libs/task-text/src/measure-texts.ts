import type { MeasuredColumn, Table } from '@create-mlops/contracts';
import { isWord, type Tokenizer, tokenize } from './tokenize.ts';
import type { Vocabulary } from './vocabulary.ts';

type Measurement = {
  readonly name: string;
  readonly description: string;
  readonly isFitted: boolean;
  readonly of: (text: string, words: readonly string[], vocabulary: Vocabulary) => number | null;
};

const shareOf = (text: string, pattern: RegExp) =>
  text === '' ? null : (text.match(pattern)?.length ?? 0) / text.length;
const wordShare = (words: readonly string[], counts: (word: string) => boolean) =>
  words.length === 0 ? null : words.filter(counts).length / words.length;

/** What is computed from each text for the drift check. A share of nothing is `null`. */
const measurements: readonly Measurement[] = [
  {
    name: 'characters',
    description: 'length in characters (UTF-16 code units)',
    isFitted: false,
    of: (text) => text.length,
  },
  {
    name: 'words',
    description: 'number of words',
    isFitted: false,
    of: (_, words) => words.length,
  },
  {
    name: 'digits',
    description: 'share of characters that are digits',
    isFitted: false,
    of: (text) => shareOf(text, /\p{N}/gu),
  },
  {
    name: 'capitals',
    description: 'share of characters that are upper-case letters',
    isFitted: false,
    of: (text) => shareOf(text, /\p{Lu}/gu),
  },
  {
    name: 'beyond ASCII',
    description: 'share of characters that are not ASCII: other scripts, emoji, typographic quotes',
    isFitted: false,
    of: (text) => shareOf(text, /[^\0-\x7f]/gu),
  },
  {
    name: 'uncommon words',
    description: 'share of words that are not among the frequent ones of the training split',
    isFitted: true,
    of: (_text, words, vocabulary) => wordShare(words, (word) => !vocabulary.isFrequent(word)),
  },
  {
    name: 'new words',
    description: 'share of words that do not occur in the training split',
    isFitted: true,
    of: (_text, words, vocabulary) => wordShare(words, (word) => !vocabulary.isSeen(word)),
  },
];

/** The measured columns of each text column, named `message: characters`. */
export function measuredColumns(columns: readonly string[]): MeasuredColumn[] {
  return columns.flatMap((column) =>
    measurements.map(({ name, description, isFitted }) => ({
      name: `${column}: ${name}`,
      description,
      isFitted,
    })),
  );
}

/** One list of numbers per measured column; a missing text has none. */
export function measureTexts(
  table: Table,
  columns: readonly string[],
  { tokenizer, vocabulary }: { readonly tokenizer: Tokenizer; readonly vocabulary: Vocabulary },
): Record<string, (number | null)[]> {
  const values: Record<string, (number | null)[]> = {};
  for (const column of columns) {
    const lists = measurements.map((measurement) => {
      const list: (number | null)[] = [];
      values[`${column}: ${measurement.name}`] = list;
      return { of: measurement.of, list };
    });
    for (let row = 0; row < table.rowCount; row++) {
      const value = table.columns[column]?.[row] ?? null;
      const text = value === null ? null : String(value);
      const words = text === null ? [] : tokenize(text, tokenizer).filter(isWord);
      for (const { of, list } of lists) {
        list.push(text === null ? null : of(text, words, vocabulary));
      }
    }
  }
  return values;
}
