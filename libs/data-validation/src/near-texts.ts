import type { DatasetLock } from '@create-mlops/contracts';
import {
  type Database,
  findNearTexts,
  quoteName,
  type SignedTexts,
  signTexts,
} from '@create-mlops/dataset';
import { type Need, ROWS_SHOWN, type RowsFound } from './need.ts';
import { rowsOf } from './subject.ts';

/** Signatures of more texts than this would not fit beside them; equal texts are then counted by the database. */
const MOST_TEXTS = 500_000;

/** Whether the texts of a data set are few enough to be compared by what most of them says. */
export function areComparable(lock: DatasetLock): boolean {
  return rowsOf(lock, 'data') + rowsOf(lock, 'test') <= MOST_TEXTS;
}

/** The texts of one column: those of the data, then those of the test file. */
export type ComparedTexts = { readonly signed: SignedTexts; readonly dataRows: number };

/** Reads the columns of texts that are to be compared, each once. */
export async function readComparedTexts(
  database: Database,
  sql: { readonly data: string; readonly test: string | null },
  needs: readonly Need[],
  lock: DatasetLock,
): Promise<ReadonlyMap<string, ComparedTexts>> {
  const columns = needs.flatMap((need) =>
    need.kind === 'nearTexts' || (need.kind === 'texts' && need.similarity !== undefined)
      ? [need.column]
      : [],
  );
  const compared = new Map<string, ComparedTexts>();
  if (!areComparable(lock)) return compared;
  for (const column of new Set(columns)) {
    const texts = await readTexts(database, sql.data, column);
    const test = sql.test === null ? [] : await readTexts(database, sql.test, column);
    const dataRows = texts.length;
    compared.set(column, { signed: signTexts(texts.concat(test)), dataRows });
  }
  return compared;
}

async function readTexts(
  database: Database,
  sql: string,
  column: string,
): Promise<(string | null)[]> {
  const texts: (string | null)[] = [];
  await database.stream(`SELECT ${quoteName(column)} FROM (${sql})`, ([values = []]) => {
    for (const value of values) texts.push(typeof value === 'string' ? value : null);
  });
  return texts;
}

/** Texts of the data that say nearly what an earlier one says. */
export function nearDuplicateRows(
  { signed, dataRows }: ComparedTexts,
  similarity: number,
): RowsFound {
  const found = findNearTexts(signed, { similarity });
  const rows: number[] = [];
  for (let row = 0; row < dataRows; row++) if (found[row] !== -1) rows.push(row);
  return rowsFound(rows);
}

/** Texts of the test split that say nearly what one learned from says; rows as in the file they are in. */
export function nearTestRows(
  { signed, dataRows }: ComparedTexts,
  parts: {
    /** Rows of the data (0-based) that are learned from; all of them where the test split is a file of its own. */
    readonly learned: readonly number[] | null;
    readonly tested: readonly number[] | null;
    readonly similarity: number;
  },
): RowsFound {
  const { learned, tested, similarity } = parts;
  const known = new Set(learned ?? Array.from({ length: dataRows }, (_, row) => row));
  const found = findNearTexts(signed, { similarity, known });
  const asked =
    tested ??
    Array.from({ length: signed.plain.length - dataRows }, (_, index) => dataRows + index);
  const near = asked.filter((row) => found[row] !== -1);
  return rowsFound(tested === null ? near.map((row) => row - dataRows) : near);
}

const rowsFound = (rows: readonly number[]): RowsFound => ({
  count: rows.length,
  rows: rows.slice(0, ROWS_SHOWN).map((row) => row + 1),
  first: null,
});
