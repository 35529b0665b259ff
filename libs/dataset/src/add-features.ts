import { deriveFeatures, type Feature, MlopsError, type Table } from '@create-mlops/contracts';

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
  return deriveFeatures(table, features);
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
