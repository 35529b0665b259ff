import { type Database, quoteName } from '@create-mlops/dataset';
import type { RowRule, Rule } from './compile/rule.ts';
import { ROWS_SHOWN, type RowsFound } from './need.ts';

/**
 * Decides the rules that SQL cannot, all in one pass over the columns that they touch. A row that already breaks an
 * SQL rule of a touched column is left out: zod would not get as far as the refinement.
 *
 * @returns the rows found by rule.
 */
export async function scanRowRules(
  database: Database,
  from: string,
  rules: readonly Rule[],
): Promise<ReadonlyMap<Rule, RowsFound>> {
  const asked = rules.filter((rule): rule is RowRule => rule.how === 'row');
  const found = new Map<Rule, RowsFound>();
  if (asked.length === 0) return found;
  const touched = [...new Set(asked.flatMap((rule) => rule.columns))];
  const keeps = asked.map((rule, index) => {
    const broken = rules.flatMap((other) =>
      other.how === 'sql' && other.column !== null && rule.columns.includes(other.column)
        ? [`(${other.violated})`]
        : [],
    );
    return `(${broken.length > 0 ? broken.join(' OR ') : 'false'}) IS NOT TRUE AS __k${index}`;
  });
  const failing = asked.map((): { count: number; rows: number[]; first: string | null } => ({
    count: 0,
    rows: [],
    first: null,
  }));
  const sql = `SELECT __row, ${[...keeps, ...touched.map(quoteName)].join(', ')} FROM (${from})`;
  await database.stream(sql, (columns) => {
    const [rowNumbers = []] = columns;
    const cells = columns.slice(1 + asked.length);
    rowNumbers.forEach((rowNumber, at) => {
      const row = Object.fromEntries(
        touched.map((name, index) => [name, cells[index]?.[at] ?? null]),
      );
      asked.forEach((rule, index) => {
        if (columns[1 + index]?.[at] !== true || !rule.breaks(row)) return;
        const result = failing[index];
        if (result === undefined) return;
        result.count += 1;
        if (result.rows.length < ROWS_SHOWN) result.rows.push(Number(rowNumber));
        if (result.count === 1 && rule.column !== null) result.first = String(row[rule.column]);
      });
    });
  });
  asked.forEach((rule, index) => {
    const result = failing[index];
    if (result !== undefined) found.set(rule, result);
  });
  return found;
}
