import {
  type ContractColumn,
  type ContractDescription,
  denseRows,
  type Encoder,
  MlopsError,
  type Table,
  type Task,
  type Value,
} from '@create-mlops/contracts';
import { fitTarget, parseEncoderState, targetEncoder } from '@create-mlops/encoding';
import { fitBooleanColumn } from './boolean-column.ts';
import { fitCategoryColumn } from './category-column.ts';
import {
  type ColumnState,
  columnEncoding,
  type EncoderState,
  encoderStateSchema,
} from './encoder-state.ts';
import { fitNumericColumn } from './numeric-column.ts';
import { fitTimestampColumn } from './timestamp-column.ts';

/**
 * Rows of a table: numbers standardised, categories one-hot, dates as year and circles. Only columns with role
 * `feature` and the user's derived columns are encoded, and constant ones are left out.
 * @example
 * const encoder = tabular.fitEncoder(train, contract, { featureNames: ['spend_per_month'] });
 * encoder.encode(train).dense; // Float32Array, row-major [rows, encoder.width]
 */
export const tabular = {
  name: 'tabular',

  fitEncoder(table, contract, { featureNames }) {
    const columns = fitColumns(table, contract, featureNames);
    if (columns.length === 0) {
      throw new MlopsError(
        'DATA_UNUSABLE',
        `None of the columns with role \`feature\` varies in the ${table.rowCount} rows of the training split, so there is nothing to learn from.`,
        'Check the roles in contract.ts; ids, timestamps, sensitive and leak columns are never learned from.',
      );
    }
    const target = fitTarget(table, contract);
    return encoderOf({ schemaVersion: 1, task: 'tabular', columns, target });
  },

  loadEncoder: (json) => encoderOf(parseEncoderState(encoderStateSchema, json)),
} satisfies Task;

function fitColumns(
  table: Table,
  contract: ContractDescription,
  featureNames: readonly string[],
): ColumnState[] {
  const valuesOf = (name: string): readonly Value[] =>
    table.columns[name] ?? new Array<Value>(table.rowCount).fill(null);
  return [
    ...contract.columns
      .filter(({ role }) => role === 'feature')
      .map((column) => fitColumn(column, valuesOf(column.name))),
    ...featureNames.map((name) => fitNumericColumn(name, valuesOf(name))),
  ].filter((state) => state !== null);
}

function fitColumn(column: ContractColumn, values: readonly Value[]): ColumnState | null {
  switch (column.kind) {
    case 'number':
    case 'integer':
      return fitNumericColumn(column.name, values);
    case 'boolean':
      return fitBooleanColumn(column.name, values);
    case 'category':
    case 'text':
      return fitCategoryColumn(column.name, values, column.categories);
    case 'timestamp':
    case 'date':
      return fitTimestampColumn(column.name, values);
    case 'image':
      throw new MlopsError(
        'CONTRACT_INVALID',
        `${column.name} holds images, which this task does not read.`,
        'Make a project with `--task image`, or give the column another role in contract.ts.',
      );
  }
}

/** Offsets and closures are worked out once here: the service encodes one row per request. */
function encoderOf(state: EncoderState) {
  let width = 0;
  const columns = state.columns.map((column) => {
    const { inputNames, write } = columnEncoding(column);
    const offset = width;
    width += inputNames.length;
    return { name: column.column, inputNames, write, offset };
  });
  return {
    width,
    inputShape: [width],
    inputNames: columns.flatMap(({ inputNames }) => inputNames),
    encode(table: Table) {
      const out = new Float32Array(table.rowCount * width);
      for (const { name, write, offset } of columns) {
        write(table.columns[name], table.rowCount, out, offset, width);
      }
      return denseRows(out, width);
    },
    target: targetEncoder(state.target),
    toJson: () => state,
  } satisfies Encoder;
}
