import { type Feature, MlopsError, type Row, rowOf, type Table } from '@create-mlops/contracts';

/**
 * The table with the user's derived columns appended, row by row. NaN and infinities become `null`; a column of the
 * same name is replaced. The same loop as `addFeatures` of the dataset library, which the service cannot afford: it
 * brings DuckDB with it (70 MB).
 * @throws {MlopsError} FEATURE_INVALID naming feature and row (1-based) when a feature throws or gives something other
 * than a number or `null`.
 */
export function deriveFeatures(table: Table, features: readonly Feature[]): Table {
  if (features.length === 0) return table;
  const derived = features.map((feature) => ({ feature, values: [] as (number | null)[] }));
  for (let index = 0; index < table.rowCount; index++) {
    const row = rowOf(table, index);
    for (const { feature, values } of derived) values.push(computeFeature(feature, row, index));
  }
  const columns = derived.map(({ feature, values }) => [feature.name, values] as const);
  return {
    rowCount: table.rowCount,
    columns: { ...table.columns, ...Object.fromEntries(columns) },
  };
}

function computeFeature(feature: Feature, row: Row, index: number): number | null {
  let value: unknown;
  try {
    value = (feature.compute as (row: Row) => unknown)(row);
  } catch (cause) {
    throw new MlopsError(
      'FEATURE_INVALID',
      `The feature ${feature.name} failed on row ${index + 1}: ${cause instanceof Error ? cause.message : String(cause)}`,
      'Correct it in data/features.ts; a missing input is `null`, for which a feature returns `null`.',
      { cause },
    );
  }
  if (value === null) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  throw new MlopsError(
    'FEATURE_INVALID',
    `The feature ${feature.name} gave ${String(value)} (${typeof value}) on row ${index + 1}.`,
    'A feature in data/features.ts returns a number or `null`.',
  );
}
