import { quoteName } from '@create-mlops/dataset';
import { ROWS_SHOWN } from './need.ts';

/** One question of the aggregate scan. */
export type ScanPart =
  | { readonly kind: 'derived'; readonly name: string; readonly sql: string }
  | { readonly kind: 'predicate'; readonly violated: string; readonly shown?: string }
  | { readonly kind: 'value'; readonly sql: string };

/**
 * The one SELECT that answers all parts: for part i the columns `a<i>` (a value, or the number of failing rows)
 * and `r<i>` (the first 20 failing rows).
 *
 * @param from a SELECT with `__row` and the columns that the parts speak of.
 */
export function scanSql(from: string, parts: readonly ScanPart[]): string {
  const derived = parts.flatMap((part) =>
    part.kind === 'derived' ? [`${part.sql} AS ${quoteName(part.name)}`] : [],
  );
  const rows = derived.length > 0 ? `SELECT *, ${derived.join(', ')} FROM (${from})` : from;
  const failing: string[] = [];
  const answers = ['count(*) AS n'];
  parts.forEach((part, index) => {
    if (part.kind === 'value') answers.push(`${part.sql} AS a${index}`);
    if (part.kind !== 'predicate') return;
    // The row number where the row fails: one expression for the count and for the first rows.
    failing.push(`CASE WHEN ${part.violated} THEN __row END AS __f${index}`);
    answers.push(`count(__f${index}) AS a${index}`, `min(__f${index}, ${ROWS_SHOWN}) AS r${index}`);
  });
  const tested = failing.length > 0 ? `SELECT *, ${failing.join(', ')} FROM (${rows})` : rows;
  return `SELECT ${answers.join(', ')} FROM (${tested})`;
}

/** The SELECT of what failing rows show: for the i-th of `shown` the column `s<i>`, the text in that row. */
export function shownSql(
  from: string,
  shown: readonly { readonly sql: string; readonly row: number }[],
): string {
  const answers = shown.map(
    ({ sql, row }, index) => `max(CASE WHEN __row = ${row} THEN ${sql} END) AS s${index}`,
  );
  const rows = [...new Set(shown.map(({ row }) => row))].join(', ');
  return `SELECT ${answers.join(', ')} FROM (${from}) WHERE __row IN (${rows})`;
}
