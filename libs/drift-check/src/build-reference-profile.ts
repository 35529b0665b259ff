import type {
  ColumnProfile,
  ContractColumn,
  ContractDescription,
  Predictions,
  ReferenceProfile,
  Representation,
  Table,
} from '@create-mlops/contracts';
import { packRepresentation } from './pack-representation.ts';
import { predictionColumns } from './prediction-columns.ts';
import { isNumericKind, summarizeColumn } from './summarize-column.ts';

/**
 * Columns that are watched: what the model learns from, what must stay fair, and the target where it is known. Content that
 * is measured is no category: there every value would be new.
 */
export function isWatched(column: ContractColumn, isMeasured = false): boolean {
  const isContent = column.kind === 'image' || (column.kind === 'text' && isMeasured);
  const isTime = column.kind === 'timestamp' || column.kind === 'date';
  return ['feature', 'sensitive', 'target'].includes(column.role) && !isTime && !isContent;
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
  /** What the model says of raw content, such as images and texts. */
  readonly reference?: {
    readonly measured: Readonly<Record<string, readonly (number | null)[]>>;
    readonly representation: Representation | null;
  };
}): ReferenceProfile {
  const { train, description, validationPredictions, reference } = options;
  const columns: Record<string, ColumnProfile> = {};
  const isMeasured = Object.keys(reference?.measured ?? {}).length > 0;
  for (const column of description.columns.filter((each) => isWatched(each, isMeasured))) {
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
  const measured = Object.entries(reference?.measured ?? {}).map(
    ([name, values]) => [name, summarizeColumn(values, true)] as const,
  );
  const representation = reference?.representation ?? null;
  return {
    schemaVersion: 1,
    rows: train.rowCount,
    columns,
    predictions,
    ...(measured.length === 0 ? {} : { measured: Object.fromEntries(measured) }),
    ...(representation === null ? {} : { representation: packRepresentation(representation) }),
  };
}
