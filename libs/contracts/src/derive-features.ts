import { MlopsError } from './error.ts';
import type { Feature } from './feature.ts';
import type { Row, Table, Value } from './table.ts';

/**
 * The table with one column per derived feature appended, in order. NaN and infinities become `null`; a column of the same
 * name is replaced, so that a table which has them already gives the same. Training calls it for whole tables and the service
 * for single requests, so it spends nothing on convenience.
 *
 * @throws {MlopsError} FEATURE_INVALID naming feature and row (1-based) when a feature throws or gives something other than
 * a number or `null`.
 * @example
 * deriveFeatures(table, [{ name: 'ratio', compute: (row) => row.a / row.b }]).columns.ratio // [0.5, null]
 */
export function deriveFeatures(table: Table, features: readonly Feature[]): Table {
  if (features.length === 0) return table;
  const names = Object.keys(table.columns);
  const columns: Record<string, readonly Value[]> = {};
  for (const name of names) columns[name] = table.columns[name] ?? [];
  const derived = features.map((feature) => {
    const values: (number | null)[] = [];
    columns[feature.name] = values;
    // A feature is typed by the user's own row; here rows are known only by their contract.
    return { name: feature.name, compute: feature.compute as (row: Row) => unknown, values };
  });
  for (let index = 0; index < table.rowCount; index++) {
    const row: Record<string, Value> = {};
    for (const name of names) row[name] = table.columns[name]?.[index] ?? null;
    for (const { name, compute, values } of derived)
      values.push(computeOne(name, compute, row, index));
  }
  return { rowCount: table.rowCount, columns };
}

function computeOne(
  name: string,
  compute: (row: Row) => unknown,
  row: Row,
  index: number,
): number | null {
  let value: unknown;
  try {
    value = compute(row);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new MlopsError(
      'FEATURE_INVALID',
      `Feature '${name}' failed on row ${index + 1}: ${message}`,
      'Correct it in features.ts; a missing input is `null`, for which a feature returns `null`.',
      { cause },
    );
  }
  if (value === null) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  throw new MlopsError(
    'FEATURE_INVALID',
    `Feature '${name}' gave ${String(value)} (${typeof value}) on row ${index + 1}.`,
    'A feature in features.ts returns a number or `null`.',
  );
}
