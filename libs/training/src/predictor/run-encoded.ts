import type { EncodedRows } from '@create-mlops/contracts';

/** Numbers written out at once: 16 MB. */
const NUMBERS_PER_PART = 4 * 1024 * 1024;

/**
 * Runs an operation over encoded rows, part by part, so that they never stand in memory as numbers all at once.
 * @param run gets row-major `[count, width]`, valid until it returns or resolves, and answers `[count, outputs]`.
 * @returns row-major `[rows, outputs]`.
 */
export async function runEncoded(
  { rows, dense, write }: EncodedRows,
  { width, outputs }: { readonly width: number; readonly outputs: number },
  run: (inputs: Float32Array, count: number) => Float32Array | Promise<Float32Array>,
): Promise<Float32Array> {
  if (dense !== undefined) return run(dense, rows);
  const most = Math.max(1, Math.min(rows, Math.floor(NUMBERS_PER_PART / Math.max(1, width))));
  const out = new Float32Array(rows * outputs);
  const part = new Float32Array(most * width);
  for (let from = 0; from < rows; from += most) {
    const count = Math.min(most, rows - from);
    for (let index = 0; index < count; index++) write(from + index, part, index * width);
    out.set(await run(part.subarray(0, count * width), count), from * outputs);
  }
  return out;
}
