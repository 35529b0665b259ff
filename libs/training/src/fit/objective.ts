/** Metrics by name; every objective also has `loss`. */
export type Metrics = Readonly<Record<string, number>>;

/** What a model is trained towards, and how its outputs are judged on the validation split. */
export type Objective = {
  /** Numbers per output row. */
  readonly outputs: number;
  /** TensorFlow.js' name of the loss. */
  readonly loss: string;
  /** Writes what training row `row` should answer into `out` from `at`. */
  readonly writeTarget: (row: number, out: Float32Array, at: number) => void;
  /** What is wrong with outputs of this form, as a sentence; `null` when nothing is. */
  readonly complaint: (outputs: Float32Array) => string | null;
  /** @param outputs row-major `[validation rows, outputs]`. */
  readonly measure: (outputs: Float32Array) => Metrics;
  /** What always answering the same reaches on the validation split. */
  readonly baseline: Metrics;
  /** The metric that decides whether a model beats its baseline, and the baseline in words. */
  readonly judged: {
    readonly metric: string;
    readonly higherIsBetter: boolean;
    readonly baselineIs: string;
  };
};
