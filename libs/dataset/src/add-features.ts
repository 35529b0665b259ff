import { type Feature, MlopsError, type Row, rowOf, type Table } from '@create-mlops/contracts';

/**
 * The table with one column per derived feature appended, in order. NaN and infinities become `null`.
 *
 * @throws {MlopsError} FEATURE_INVALID naming feature and row when a feature throws or gives something other than a
 * number or `null`, and when its name is that of a column or of another feature.
 * @example
 * addFeatures(table, [{ name: 'ratio', compute: (row) => row.a / row.b }]).columns.ratio // [0.5, null]
 */
export function addFeatures(table: Table, features: readonly Feature<never>[]): Table {
  if (features.length === 0) return table;
  checkNames(table, features);
  const columns: Record<string, (number | null)[]> = {};
  const targets = features.map((feature) => {
    const values: (number | null)[] = [];
    columns[feature.name] = values;
    // A feature is typed by the user's own row; here rows are known only by their contract.
    return { name: feature.name, compute: feature.compute as (row: Row) => unknown, values };
  });
  for (let index = 0; index < table.rowCount; index += 1) {
    const row = rowOf(table, index);
    for (const { name, compute, values } of targets) {
      values.push(computeOne(name, compute, row, index));
    }
  }
  return { rowCount: table.rowCount, columns: { ...table.columns, ...columns } };
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

function checkNames(table: Table, features: readonly Feature<never>[]): void {
  const taken = new Set(Object.keys(table.columns));
  for (const { name } of features) {
    if (taken.has(name)) {
      throw new MlopsError(
        'FEATURE_INVALID',
        `Feature '${name}' has the name of a column or of another feature.`,
        'Give it a name of its own in features.ts.',
      );
    }
    taken.add(name);
  }
}
