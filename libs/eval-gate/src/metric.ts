import type { Problem } from '@create-mlops/contracts';
import type { Scored } from './scored.ts';

/**
 * One figure of merit. A metric is data: the gate finds its value, its bounds and its comparisons from this alone.
 *
 * @example
 * const specificity: Metric = {
 *   name: 'specificity', title: 'Specificity', direction: 'higher', problems: ['binary'],
 *   compute: (scored) => …, interval: { kind: 'bootstrap' },
 * };
 */
export type Metric = {
  /** As in settings: `rocAuc`. */
  readonly name: string;
  /** As in sentences: `ROC AUC`. */
  readonly title: string;
  /** Which direction is better. */
  readonly direction: 'higher' | 'lower';
  /** What it can judge. */
  readonly problems: readonly Problem[];
  /** The value on these rows; `null` where it does not exist. Answers that are not numbers never get here. */
  readonly compute: (scored: Scored) => number | null;
  /** How its confidence bounds are found. */
  readonly interval: MetricInterval;
  /** What the rows must have for the value to exist, after "it needs": `both classes among the rows`. */
  readonly needs?: string;
};

export type MetricInterval =
  /**
   * A share: Wilson's score bounds. `count` is `null` where it is no plain share, which falls back to the bootstrap.
   * With `hits` (1 or 0 for every row) two models are compared by the rows on which they disagree.
   */
  | {
      readonly kind: 'proportion';
      readonly count: (scored: Scored) => { readonly successes: number; readonly n: number } | null;
      readonly hits?: (scored: Scored) => Uint8Array;
    }
  /** A function of the mean over rows: a bootstrap that never computes a row twice. */
  | {
      readonly kind: 'rowMean';
      readonly perRow: (scored: Scored) => Float64Array;
      readonly finish?: (mean: number) => number;
    }
  /** Anything else: a bootstrap that computes the metric on every resample, or by `prepare` faster. */
  | {
      readonly kind: 'bootstrap';
      readonly prepare?: (scored: Scored) => (rows: Uint32Array) => number;
    };

/** The value of a metric on these rows; `null` where it does not exist, or an answer is not a number. */
export type Measured = { readonly value: number } | { readonly value: null; readonly why: string };
