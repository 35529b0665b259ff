import { type Feature, MlopsError, type Row, rowOf, type Table } from '@create-mlops/contracts';

/**
 * The table with the user's derived columns appended, row by row. NaN and infinities become `null`; a column of the
 * same name is replaced.
 * @throws {MlopsError} FEATURE_INVALID when a feature throws, with the row (1-based).
 */
export function deriveFeatures(table: Table, features: readonly Feature[]): Table {
  if (features.length === 0) return table;
  const derived: Record<string, (number | null)[]> = {};
  for (const { name } of features) derived[name] = new Array(table.rowCount).fill(null);
  for (let index = 0; index < table.rowCount; index++) {
    const row = rowOf(table, index);
    for (const feature of features) {
      const value = computeFeature(feature, row, index);
      const column = derived[feature.name];
      if (column && typeof value === 'number' && Number.isFinite(value)) column[index] = value;
    }
  }
  return { rowCount: table.rowCount, columns: { ...table.columns, ...derived } };
}

function computeFeature(feature: Feature, row: Row, index: number): number | null {
  try {
    return (feature.compute as (row: Row) => number | null)(row);
  } catch (cause) {
    throw new MlopsError(
      'FEATURE_INVALID',
      `The feature ${feature.name} failed on row ${index + 1}: ${cause instanceof Error ? cause.message : String(cause)}`,
      'Edit data/features.ts: a feature answers every row that the contract allows, with null where an input is missing.',
      { cause },
    );
  }
}
