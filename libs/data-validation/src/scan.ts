import type { Cell, Database } from '@create-mlops/dataset';
import type { RowsFound } from './need.ts';
import { type ScanPart, scanSql } from './scan-sql.ts';

/** The answers of one aggregate scan, by the index of the part that asked. */
export type ScanAnswers = {
  readonly rowCount: number;
  readonly value: (index: number) => Cell;
  readonly rows: (index: number) => RowsFound;
};

/** Asks all parts in one query. */
export async function scan(
  database: Database,
  from: string,
  parts: readonly ScanPart[],
): Promise<ScanAnswers> {
  const [answer = {}] = await database.all(scanSql(from, parts));
  return {
    rowCount: Number(answer.n ?? 0),
    value: (index) => answer[`a${index}`] ?? null,
    rows: (index) => {
      const rows = answer[`r${index}`];
      const shown = answer[`s${index}`];
      return {
        count: Number(answer[`a${index}`] ?? 0),
        rows: Array.isArray(rows) ? rows.map(Number) : [],
        first: typeof shown === 'string' ? shown : null,
      };
    },
  };
}
