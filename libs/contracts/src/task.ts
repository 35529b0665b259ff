import type { ContractDescription } from './column.ts';
import type { Inspection } from './inspection.ts';
import type { Table } from './table.ts';

/**
 * Rows made ready for a model, kept in whatever form is small (numbers, sparse counts, pixels). They become numbers batch
 * by batch, so that a data set never stands in memory as floats.
 */
export type EncodedRows = {
  readonly rows: number;
  /** Writes row `row` (0-based) into `out` from `at`: `width` numbers, every one of them set, no NaN. */
  readonly write: (row: number, out: Float32Array, at: number) => void;
  /** The same numbers where they exist already, row-major `[rows, width]`. */
  readonly dense?: Float32Array;
};

/** A point per row, row-major `[rows, width]`: what the drift check compares where single columns say too little. */
export type Representation = { readonly width: number; readonly values: Float32Array };

/** A number that is computed from a row's raw content, such as the brightness of an image or the length of a text. */
export type MeasuredColumn = {
  readonly name: string;
  readonly description: string;
  /**
   * Whether it depends on what the encoder has seen. Such a column is profiled on the validation split: on the training
   * split every word is known.
   */
  readonly isFitted: boolean;
};

/**
 * Rows to tensors and back, fitted on the training split only. `toJson` is what the bundle keeps; `Task.loadEncoder`
 * makes the same encoder again, so that the service computes exactly what training did.
 */
export type Encoder = {
  /** Length of one encoded row: the product of `inputShape`. */
  readonly width: number;
  /** Shape of one encoded row: `[width]`, or `[height, width, channels]` for images. */
  readonly inputShape: readonly number[];
  /** Human-readable name of each input, `width` of them; absent where inputs have no names, such as pixels. */
  readonly inputNames?: readonly string[];
  /** @throws {MlopsError} ROW_INVALID or ROW_TOO_LARGE naming the row when its content cannot be read. */
  readonly encode: (table: Table) => EncodedRows | Promise<EncodedRows>;
  /** Rows for one pass over the training split, changed at random but in the same way for the same seed. */
  readonly augment?: (rows: EncodedRows, seed: number) => EncodedRows;
  readonly target: TargetEncoder;
  /** Names of `measure`'s columns, in order. */
  readonly measured?: readonly MeasuredColumn[];
  /** One list of numbers per measured column; `null` where a row has no such value. */
  readonly measure?: (
    table: Table,
  ) => Promise<Readonly<Record<string, readonly (number | null)[]>>>;
  /** How rows are represented for the drift check: by the model's last layer but one, or by the encoder itself. */
  readonly represent?: 'penultimate' | ((table: Table) => Representation | Promise<Representation>);
  /** The same rows with what they refer to held in them, so that they mean the same on every machine. */
  readonly inline?: (table: Table) => Promise<Table>;
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

/** What a person decides about the encoding: `encoding` in train.config.ts. Each task parses its own. */
export type EncodingSettings = Readonly<Record<string, unknown>>;

/** One kind of data: how its rows are encoded. The training and serving engines know no more of it. */
export type Task = {
  readonly name: string;
  /**
   * @param table the training split with derived feature columns already added, named in `featureNames`.
   * @throws {MlopsError} DATA_UNUSABLE, SETTINGS_INVALID.
   */
  readonly fitEncoder: (
    table: Table,
    contract: ContractDescription,
    options: {
      readonly featureNames: readonly string[];
      readonly encoding?: EncodingSettings | undefined;
    },
  ) => Encoder | Promise<Encoder>;
  /** @throws {MlopsError} BUNDLE_BROKEN when `json` is not what `toJson` wrote. */
  readonly loadEncoder: (json: unknown) => Encoder;
  /** Opens the content that rows refer to, for the checks of the data. It finds problems; it does not throw them. */
  readonly inspect?: (table: Table, contract: ContractDescription) => Promise<Inspection>;
  /**
   * The rows with their content held in them, as it looks when the world has moved, and what moved: for demonstrations.
   * @param strength 0..1; at 0 the content is as it was.
   */
  readonly disturb?: (
    table: Table,
    contract: ContractDescription,
    strength: number,
  ) => Promise<{ readonly table: Table; readonly what: string }>;
};
