import type { Value } from '@create-mlops/contracts';

/**
 * Writes one column of a table into the encoded rows: `rows` rows of `width` numbers in `out`, this column's own
 * numbers starting at `offset`. A table that lacks the column passes `undefined`: every value is then missing.
 */
export type WriteColumn = (
  values: readonly Value[] | undefined,
  rows: number,
  out: Float32Array,
  offset: number,
  width: number,
) => void;

/** How one column becomes numbers: the names of its inputs, and the function that writes them. */
export type ColumnEncoding = {
  readonly inputNames: readonly string[];
  readonly write: WriteColumn;
};
