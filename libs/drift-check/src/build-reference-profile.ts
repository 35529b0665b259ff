import type {
  ColumnProfile,
  ContractColumn,
  ContractDescription,
  Predictions,
  ReferenceProfile,
  Table,
} from '@create-mlops/contracts';
import { predictionColumns } from './prediction-columns.ts';
import { isNumericKind, summarizeColumn } from './summarize-column.ts';

/** Columns that are watched: what the model learns from, what must stay fair, and the target where it is known. */
export function isWatched(column: ContractColumn): boolean {
  const isTime = column.kind === 'timestamp' || column.kind === 'date';
  return ['feature', 'sensitive', 'target'].includes(column.role) && !isTime;
}

/**
 * What the training split looked like and what the model answered on rows that it had not seen: everything that a later
 * comparison needs, without a single raw row.
 *
 * @param options.validationPredictions on the validation split; the training split would flatter the model.
 */
export function buildReferenceProfile(options: {
  readonly train: Table;
  readonly description: ContractDescription;
  readonly validationPredictions: Predictions;
}): ReferenceProfile {
  const { train, description, validationPredictions } = options;
  const columns: Record<string, ColumnProfile> = {};
  for (const column of description.columns.filter(isWatched)) {
    columns[column.name] = summarizeColumn(
      train.columns[column.name] ?? [],
      isNumericKind(column.kind),
    );
  }
  const predictions: Record<string, ColumnProfile> = {};
  for (const [name, { values, isNumeric }] of Object.entries(
    predictionColumns(validationPredictions),
  )) {
    predictions[name] = summarizeColumn(values, isNumeric);
  }
  return { schemaVersion: 1, rows: train.rowCount, columns, predictions };
}
