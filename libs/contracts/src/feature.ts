/**
 * One derived column: a pure function of one row. The same function runs on whole tables in training and on single
 * requests in the service, so it must not look at other rows, clocks or files.
 */
export type Feature<R = never> = {
  readonly name: string;
  /** The derived value; `null` where an input is missing. NaN and infinities count as `null`. */
  readonly compute: (row: R) => number | null;
};
