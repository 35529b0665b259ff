import type { Table } from '@create-mlops/contracts';
import type { Database, RowSplits } from '@create-mlops/dataset';
import type { RowsFound } from './need.ts';
import { wordsOf, wordsSql } from './plain-text.ts';

/** What the texts of the test split share with those that are learned from. */
export type TextOverlap = {
  /** Rows of the test split whose text says nearly what one learned from says. */
  readonly near: RowsFound;
  /** Share of the words of the test split that occur nowhere else, 0..1; `null` without words. */
  readonly newWords: number | null;
};

/** Share of the words of the test split that none learned from has, where rows are split here; `null` without words. */
export function newWords(table: Table, splits: RowSplits, column: string): number | null {
  const values = table.columns[column] ?? [];
  const wordsIn = (row: number) => {
    const value = values[row];
    return typeof value === 'string' ? wordsOf(value) : [];
  };
  const words = new Set<string>();
  for (const split of [splits.train, splits.validation]) {
    for (const row of split) for (const word of wordsIn(row)) words.add(word);
  }
  let [all, unknown] = [0, 0];
  for (const row of splits.test) {
    for (const word of wordsIn(row)) {
      all++;
      if (!words.has(word)) unknown++;
    }
  }
  return all === 0 ? null : unknown / all;
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
