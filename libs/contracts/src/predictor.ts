import type { BundleManifest } from './bundle.ts';
import type { Table } from './table.ts';
import type { MeasuredColumn, Representation } from './task.ts';

/**
 * What a model answers. `scores` is row-major `[rows, classes]` and each row sums to 1; `values` is `[rows]`, in the
 * target's own unit.
 */
export type Predictions =
  | {
      readonly kind: 'classification';
      readonly classes: readonly string[];
      readonly scores: Float32Array;
    }
  | { readonly kind: 'regression'; readonly values: Float32Array };

/**
 * A model that answers rows. Gate, service and drift see only this, whatever engine is behind it. Derived features
 * are computed inside: callers pass rows as the contract describes them, with or without the target column.
 */
export type Predictor = {
  readonly manifest: BundleManifest;
  /**
   * @param table any number of rows, also none.
   * @throws {MlopsError} ROW_INVALID or ROW_TOO_LARGE when the content of a row cannot be read.
   */
  readonly predict: (table: Table) => Promise<Predictions>;
  /** Numbers computed from the rows' raw content, by name; none for a task whose columns are numbers already. */
  readonly measure?: (table: Table) => Promise<{
    readonly columns: readonly MeasuredColumn[];
    readonly values: Readonly<Record<string, readonly (number | null)[]>>;
  }>;
  /** A point per row; `null` where this model has none. */
  readonly represent?: (table: Table) => Promise<Representation | null>;
  /** The same rows with what they refer to held in them, small enough to be logged; absent where nothing is referred to. */
  readonly inline?: (table: Table) => Promise<Table>;
  /** Frees the engine's memory; the predictor must not be used afterwards. */
  readonly dispose: () => void;
};
