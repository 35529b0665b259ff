import { quoteName } from '@create-mlops/dataset';
import { type Proof, ROWS_SHOWN } from './need.ts';

export type PredicatePart = {
  readonly kind: 'predicate';
  readonly violated: string;
  /** SQL of what the first failing row shows. */
  readonly shown?: string;
  readonly provedBy?: Proof;
};

/** One question of the aggregate scan. */
export type ScanPart =
  | { readonly kind: 'derived'; readonly name: string; readonly sql: string }
  | PredicatePart
  | { readonly kind: 'value'; readonly sql: string };

/**
 * The one SELECT that answers parts: for part i the columns `a<i>` (a value, or the number of failing rows) and `r<i>`
 * (the first 20 failing rows). Predicates that statistics may prove are left to a second look.
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
    if (part.kind !== 'predicate' || part.provedBy !== undefined) return;
    // The row number where the row fails: one expression for the count and for the first rows.
    failing.push(`CASE WHEN ${part.violated} THEN __row END AS __f${index}`);
    answers.push(`count(__f${index}) AS a${index}`, `min(__f${index}, ${ROWS_SHOWN}) AS r${index}`);
  });
  const tested = failing.length > 0 ? `SELECT *, ${failing.join(', ')} FROM (${rows})` : rows;
  return `SELECT ${answers.join(', ')} FROM (${tested})`;
}

/**
 * The SELECT of a second look: `a<i>` and `r<i>` of predicates that statistics did not prove, and what first failing rows
 * show as `s<i>`.
 *
 * @param known the first failing row of predicates that were asked already.
 */
export function lookSql(
  from: string,
  unproved: readonly { readonly index: number; readonly part: PredicatePart }[],
  known: readonly { readonly index: number; readonly sql: string; readonly row: number }[],
): string {
  const failing = unproved.map(
    ({ index, part }) => `CASE WHEN ${part.violated} THEN __row END AS __f${index}`,
  );
  const answers = [
    ...unproved.flatMap(({ index, part }) => [
      `count(__f${index}) AS a${index}`,
      `min(__f${index}, ${ROWS_SHOWN}) AS r${index}`,
      ...(part.shown === undefined ? [] : [`arg_min(${part.shown}, __f${index}) AS s${index}`]),
    ]),
    ...known.map(
      ({ index, sql, row }) => `max(CASE WHEN __row = ${row} THEN ${sql} END) AS s${index}`,
    ),
  ];
  if (unproved.length > 0) {
    return `SELECT ${answers.join(', ')} FROM (SELECT *, ${failing.join(', ')} FROM (${from}))`;
  }
  const rows = [...new Set(known.map(({ row }) => row))].join(', ');
  return `SELECT ${answers.join(', ')} FROM (${from}) WHERE __row IN (${rows})`;
}
