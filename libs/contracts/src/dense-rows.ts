import type { EncodedRows } from './task.ts';

/** Rows that are numbers already. @param dense row-major `[rows, width]`. */
export function denseRows(
  dense: Float32Array,
  width: number,
): EncodedRows & { readonly dense: Float32Array } {
  return {
    rows: width === 0 ? 0 : dense.length / width,
    dense,
    write: (row, out, at) => out.set(dense.subarray(row * width, (row + 1) * width), at),
  };
}
