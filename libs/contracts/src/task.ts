import type { ContractDescription } from './column.ts';
import type { Table } from './table.ts';

/**
 * Rows to tensors and back, fitted on the training split only. `toJson` is what the bundle keeps; `Task.loadEncoder`
 * makes the same encoder again, so that the service computes exactly what training did.
 */
export type Encoder = {
  /** Length of one encoded row. */
  readonly width: number;
  /** Human-readable name of each input, `width` of them. */
  readonly inputNames: readonly string[];
  /** Row-major `[rows, width]`; no NaN. */
  readonly encode: (table: Table) => Float32Array;
  readonly target: TargetEncoder;
  readonly toJson: () => unknown;
};

export type TargetEncoder =
  | {
      readonly kind: 'classification';
      readonly classes: readonly string[];
      /** Class index per row; a value outside the classes throws DATA_INVALID. */
      readonly encode: (table: Table) => Int32Array;
    }
  | {
      readonly kind: 'regression';
      /** Standardised target per row. */
      readonly encode: (table: Table) => Float32Array;
      /** Model output back to the target's unit. */
      readonly decode: (output: Float32Array) => Float32Array;
    };

/** One kind of data: how its rows are encoded. The training and serving engines know no more of it. */
export type Task = {
  readonly name: string;
  /** @param table the training split with derived feature columns already added, named in `featureNames`. */
  readonly fitEncoder: (
    table: Table,
    contract: ContractDescription,
    options: { readonly featureNames: readonly string[] },
  ) => Encoder;
  /** @throws {MlopsError} BUNDLE_BROKEN when `json` is not what `toJson` wrote. */
  readonly loadEncoder: (json: unknown) => Encoder;
};
