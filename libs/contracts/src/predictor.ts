import type { BundleManifest } from './bundle.ts';
import type { Table } from './table.ts';

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
  /** @param table any number of rows, also none. */
  readonly predict: (table: Table) => Promise<Predictions>;
  /** Frees the engine's memory; the predictor must not be used afterwards. */
  readonly dispose: () => void;
};
