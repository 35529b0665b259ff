import type { Cell, Database } from '@create-mlops/dataset';
import type { RowsFound } from './need.ts';
import { type ScanPart, scanSql, shownSql } from './scan-sql.ts';

/** The answers of one aggregate scan, by the index of the part that asked. */
export type ScanAnswers = {
  readonly rowCount: number;
  readonly value: (index: number) => Cell;
  readonly rows: (index: number) => RowsFound;
};

/**
 * Asks all parts in one query. Only where rows fail, a second one looks up what the first of them show: to carry those
 * values along for the sake of rows that do not exist would cost more than all the rest.
 *
 * @param isNumbered whether rows carry their number (Parquet), so that they may be read in any order.
 */
export async function scan(
  database: Database,
  from: string,
  parts: readonly ScanPart[],
  isNumbered: boolean,
): Promise<ScanAnswers> {
  const ask = isNumbered ? database.allUnordered : database.all;
  const [answer = {}] = await ask(scanSql(from, parts));
  const rowsOf = (index: number): number[] => {
    const rows = answer[`r${index}`];
    return Array.isArray(rows) ? rows.map(Number) : [];
  };
  const shown = parts.flatMap((part, index) => {
    const [row] = part.kind === 'predicate' ? rowsOf(index) : [];
    const sql = part.kind === 'predicate' ? part.shown : undefined;
    return row === undefined || sql === undefined ? [] : [{ index, row, sql }];
  });
  const [texts = {}] = shown.length > 0 ? await ask(shownSql(from, shown)) : [];
  const firsts = new Map(shown.map(({ index }, at) => [index, texts[`s${at}`]]));
  return {
    rowCount: Number(answer.n ?? 0),
    value: (index) => answer[`a${index}`] ?? null,
    rows: (index) => {
      const first = firsts.get(index);
      return {
        count: Number(answer[`a${index}`] ?? 0),
        rows: rowsOf(index),
        first: typeof first === 'string' ? first : null,
      };
    },
  };
}
