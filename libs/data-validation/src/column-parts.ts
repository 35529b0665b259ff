import type { ContractColumn, Value } from '@create-mlops/contracts';
import { type Cell, momentColumnName, quoteName, rawColumnName } from '@create-mlops/dataset';
import { literalSql } from './compile/sql-literal.ts';
import type { ColumnStats, Subject } from './evidence.ts';
import type { ScanPart } from './scan-sql.ts';

/** Columns whose values are numbers: bounds, mean and histogram make sense. */
export function isNumeric(column: ContractColumn): boolean {
  return column.kind === 'number' || column.kind === 'integer';
}

/** The values of a closed vocabulary in contract order; `null` for columns without one. */
export function vocabularyOf(
  column: ContractColumn,
): readonly (string | number | boolean)[] | null {
  if (column.kind === 'boolean') return [false, true];
  return column.kind === 'category' ? (column.categories ?? []) : null;
}

/** What the scan is asked about every column, whatever the checks need. `readStats` reads the answers in this order. */
export function columnParts(column: ContractColumn, momentTexts: MomentTexts): ScanPart[] {
  const cell = quoteName(column.name);
  const moment = quoteName(momentColumnName(column.name));
  const value = (sql: string): ScanPart => ({ kind: 'value', sql });
  const vocabulary = vocabularyOf(column) ?? [];
  const isMixed = vocabulary.some((entry) => typeof entry !== typeof vocabulary[0]);
  return [
    // To count texts that the file does not hold would be to write them all.
    value(`count(${momentTexts.has(column.name) ? moment : cell})`),
    value(`count(${quoteName(rawColumnName(column.name))})`),
    ...(isNumeric(column) ? measuresOf(column) : []).map((name) => value(`${name}(${cell})`)),
    ...(column.kind === 'timestamp' || column.kind === 'date'
      ? [value(`epoch_ms(min(${moment}))`), value(`epoch_ms(max(${moment}))`)]
      : []),
    ...vocabulary.map((entry) =>
      value(`count_if(${cell} = ${literalSql(isMixed ? String(entry) : entry)})`),
    ),
  ];
}

/** An id has no mean worth its time. */
function measuresOf(column: ContractColumn): string[] {
  return column.role === 'id' ? ['min', 'max'] : ['min', 'max', 'avg', 'stddev_pop'];
}

type MomentTexts = Subject['momentTexts'];

/**
 * @param answers in the order of `columnParts`.
 * @param sampled the column's values in the sample.
 */
export function readStats(
  column: ContractColumn,
  rowCount: number,
  answers: readonly Cell[],
  sampled: readonly Value[],
  momentTexts: MomentTexts,
): ColumnStats {
  const [count = 0, invalid = 0, ...rest] = answers.map((answer) =>
    answer === null ? null : Number(answer),
  );
  const vocabulary = vocabularyOf(column);
  const counts =
    vocabulary === null
      ? null
      : new Map(vocabulary.map((entry, index) => [String(entry), rest[index] ?? 0]));
  const numeric = isNumeric(column) ? rest : [];
  const isMoment = column.kind === 'timestamp' || column.kind === 'date';
  const known = counts === null ? 0 : [...counts.values()].filter((n) => n > 0).length;
  return {
    column,
    missing: rowCount - (count ?? 0) - (invalid ?? 0),
    invalid: invalid ?? 0,
    count: count ?? 0,
    distinct: counts !== null ? known : estimateDistinct(sampled, count ?? 0),
    minimum: numeric[0] ?? null,
    maximum: numeric[1] ?? null,
    mean: rounded(numeric[2]),
    std: rounded(numeric[3]),
    earliestMs: isMoment ? (rest[0] ?? null) : null,
    latestMs: isMoment ? (rest[1] ?? null) : null,
    writtenAs: momentTexts.get(column.name)?.writtenAs ?? null,
    counts,
  };
}

/**
 * Distinct values of a column of `count` values by those of a sample: exact when the sample is the whole, and when
 * every value of the sample occurs in it twice.
 *
 * @see Charikar et al. (2000), Towards estimation error guarantees for distinct values: the GEE estimator.
 */
export function estimateDistinct(sampled: readonly Value[], count: number): number {
  const times = new Map<Value, number>();
  let size = 0;
  for (const value of sampled) {
    if (value === null) continue;
    size += 1;
    times.set(value, (times.get(value) ?? 0) + 1);
  }
  let once = 0;
  for (const n of times.values()) if (n === 1) once += 1;
  const scale = size === 0 ? 1 : Math.sqrt(Math.max(1, count / size));
  return Math.min(count, Math.round(scale * once + (times.size - once)));
}

/** Threads add in any order, so that the last digits of a sum are chance; ten digits are not. */
function rounded(value: number | null | undefined): number | null {
  if (value === null || value === undefined) return null;
  return Number.isFinite(value) ? Number(value.toPrecision(10)) : null;
}
