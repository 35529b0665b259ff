import {
  type ContractDescription,
  MlopsError,
  type Predictions,
  type Table,
} from '@create-mlops/contracts';
import { highestScores, type Scored } from './scored.ts';

/** The true targets of a split, ready to be joined with anybody's answers. */
export type Truth =
  | {
      readonly kind: 'classification';
      readonly classes: readonly string[];
      /** Class index per row. */
      readonly yTrue: Int32Array;
    }
  | { readonly kind: 'regression'; readonly yTrue: Float64Array };

/**
 * Reads the target column; values are compared with the classes as strings.
 *
 * @param table rows that all have a target.
 * @throws {MlopsError} DATA_INVALID for a value that is no class, or no number.
 */
export function readTruth(table: Table, description: ContractDescription): Truth {
  const { target, classes, problem } = description;
  const values = table.columns[target] ?? [];
  if (problem === 'regression') {
    return {
      kind: 'regression',
      yTrue: Float64Array.from(values, (value, row) => {
        if (typeof value === 'number' && Number.isFinite(value)) return value;
        throw unreadable(`${target} is ${JSON.stringify(value)}, which is no number`, row);
      }),
    };
  }
  const positions = new Map(classes.map((name, position) => [name, position]));
  return {
    kind: 'classification',
    classes,
    yTrue: Int32Array.from(values, (value, row) => {
      const position = positions.get(String(value));
      if (position !== undefined) return position;
      throw unreadable(
        `${target} is ${JSON.stringify(value)}, which is none of ${classes.join(', ')}`,
        row,
      );
    }),
  };
}

/**
 * Joins truths with a model's answers; classes are matched by name, and a class that the model does not know scores 0.
 *
 * @throws {MlopsError} BUNDLE_BROKEN when the model answers another kind of question, or another number of rows.
 */
export function scorePredictions(truth: Truth, predictions: Predictions): Scored {
  const rows = truth.yTrue.length;
  if (truth.kind === 'regression') {
    if (predictions.kind !== 'regression') throw mismatch('classes where numbers were asked for');
    if (predictions.values.length !== rows) throw wrongCount(predictions.values.length, rows);
    return { ...truth, rows, yPred: Float64Array.from(predictions.values) };
  }
  if (predictions.kind !== 'classification') throw mismatch('numbers where classes were asked for');
  const given = predictions.classes.length;
  if (predictions.scores.length !== rows * given) {
    throw wrongCount(predictions.scores.length / Math.max(1, given), rows);
  }
  const width = truth.classes.length;
  const from = truth.classes.map((name) => predictions.classes.indexOf(name));
  const yScore = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    for (const [at, position] of from.entries()) {
      if (position < 0) continue;
      yScore[row * width + at] = predictions.scores[row * given + position] ?? Number.NaN;
    }
  }
  return { ...truth, rows, yScore, yPred: highestScores(yScore, width) };
}

function unreadable(what: string, row: number): MlopsError {
  return new MlopsError(
    'DATA_INVALID',
    `Row ${row + 1} of the test split cannot be judged: ${what}.`,
    'Correct the data, or widen the contract in data/contract.ts, and run `npm run pipeline`.',
  );
}

function mismatch(what: string): MlopsError {
  return new MlopsError(
    'BUNDLE_BROKEN',
    `The model answers ${what}.`,
    'Train again with `npm run pipeline`.',
  );
}

function wrongCount(received: number, rows: number): MlopsError {
  return new MlopsError(
    'BUNDLE_BROKEN',
    `The model gave ${received} answers to ${rows} rows.`,
    'Train again with `npm run pipeline`.',
  );
}
