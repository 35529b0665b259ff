import type { Table } from '@create-mlops/contracts';
import { type Database, plainText, type RowSplits } from '@create-mlops/dataset';
import { ROWS_SHOWN, type RowsFound } from './need.ts';
import { wordsOf, wordsSql } from './plain-text.ts';

/** What the texts of the test split share with those that are learned from. */
export type TextOverlap = {
  /** Rows of the test split whose text says the same as one learned from, but for case, digits, spaces and signs. */
  readonly near: RowsFound;
  /** Share of the words of the test split that occur nowhere else, 0..1; `null` without words. */
  readonly newWords: number | null;
};

/** The overlap of one column, where rows are split here. */
export function textOverlap(table: Table, splits: RowSplits, column: string): TextOverlap {
  const values = table.columns[column] ?? [];
  const textOf = (row: number) => {
    const value = values[row];
    return typeof value === 'string' ? value : '';
  };
  const texts = new Set<string | null>();
  const words = new Set<string>();
  for (const split of [splits.train, splits.validation]) {
    for (const row of split) {
      texts.add(plainText(textOf(row)));
      for (const word of wordsOf(textOf(row))) words.add(word);
    }
  }
  texts.delete(null);
  const shared = [...splits.test].filter((row) => texts.has(plainText(textOf(row))));
  let [all, unknown] = [0, 0];
  for (const row of splits.test) {
    for (const word of wordsOf(textOf(row))) {
      all++;
      if (!words.has(word)) unknown++;
    }
  }
  return {
    near: {
      count: shared.length,
      rows: shared.slice(0, ROWS_SHOWN).map((row) => row + 1),
      first: null,
    },
    newWords: all === 0 ? null : unknown / all,
  };
}

/** Share of the words of a test file that do not occur in the data file; `null` without words. */
export async function newWordsOfFile(
  database: Database,
  data: string,
  test: string,
  column: string,
): Promise<number | null> {
  const words = (from: string) => `SELECT unnest(${wordsSql(column)}) AS word FROM (${from})`;
  const [answer = {}] = await database.all(
    `SELECT count(*)::DOUBLE AS words, count_if(known.word IS NULL)::DOUBLE AS unknown
     FROM (${words(test)}) AS found LEFT JOIN (SELECT DISTINCT word FROM (${words(data)})) AS known USING (word)`,
  );
  const all = Number(answer.words ?? 0);
  return all === 0 ? null : Number(answer.unknown ?? 0) / all;
}
