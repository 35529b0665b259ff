import { quoteText } from '@create-mlops/dataset';

/** A value of a contract in SQL. Numbers are DOUBLE, written so that DuckDB reads the very same bits. */
export function literalSql(value: string | number | boolean): string {
  if (typeof value === 'number') {
    const text = Number.isFinite(value) ? String(value) : value > 0 ? 'inf' : '-inf';
    return `'${text}'::DOUBLE`;
  }
  return typeof value === 'boolean' ? String(value) : quoteText(value);
}
