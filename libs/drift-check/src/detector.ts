import type { Comparison } from './comparison.ts';
import type { ResolvedDriftSettings } from './settings.ts';

/** What a detector measured. A detector without a p-value informs; it takes one with to decide. */
export type Measurement = {
  readonly statistic: number;
  readonly pValue: number | null;
  /** How much has moved, in the detector's own scale. */
  readonly effect: number | null;
  /** From which effect (or statistic, where there is no effect) this detector speaks of drift. */
  readonly threshold: number | null;
};

/** One way to compare a column with its reference. Adding one is a file, a test and a line in `detectors/index.ts`. */
export type Detector = {
  readonly name: string;
  readonly title: string;
  /** Kinds of columns that it can read. */
  readonly kinds: readonly Comparison['kind'][];
  /** `null` where there is nothing to measure, such as no values on one side. */
  readonly measure: (comparison: Comparison, settings: ResolvedDriftSettings) => Measurement | null;
};
