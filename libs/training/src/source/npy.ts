import { open } from 'node:fs/promises';
import type { EncodedRows } from '@create-mlops/contracts';

/** Numbers written at once: 16 MB. */
const NUMBERS_PER_PART = 4 * 1024 * 1024;

/**
 * The head of a `.npy` file: everything that follows is the numbers, row-major and little-endian.
 * @example
 * npyHead('float32', [100, 20]); // \x93NUMPY 1 0 … {'descr': '<f4', 'fortran_order': False, 'shape': (100, 20), }
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function npyHead(type: 'float32' | 'int32', shape: readonly number[]): Uint8Array {
  const descr = type === 'float32' ? '<f4' : '<i4';
  const lengths = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${lengths}), }`;
  const start = 10;
  // The numbers begin at a multiple of 64 bytes, and the head ends in a line break.
  const length = Math.ceil((start + text.length + 1) / 64) * 64 - start;
  const head = Buffer.alloc(start + length, ' ');
  head.write('\x93NUMPY\x01\x00', 'latin1');
  head.writeUInt16LE(length, 8);
  head.write(text, start, 'latin1');
  head.write('\n', start + length - 1, 'latin1');
  return head;
}

/** Writes encoded rows part by part, so that they never stand in memory as numbers all at once. */
export async function writeRows(
  path: string,
  { rows, dense, write }: EncodedRows,
  inputShape: readonly number[],
): Promise<void> {
  const width = inputShape.reduce((product, length) => product * length, 1);
  const file = await open(path, 'w');
  try {
    await file.writeFile(npyHead('float32', [rows, ...inputShape]));
    const most = Math.max(1, Math.min(rows, Math.floor(NUMBERS_PER_PART / Math.max(1, width))));
    for (let from = 0; from < rows; from += most) {
      const count = Math.min(most, rows - from);
      if (dense !== undefined) {
        await file.writeFile(bytesOf(dense.subarray(from * width, (from + count) * width)));
        continue;
      }
      const part = new Float32Array(count * width);
      for (let index = 0; index < count; index++) write(from + index, part, index * width);
      await file.writeFile(bytesOf(part));
    }
  } finally {
    await file.close();
  }
}

/** Writes one number per row. */
export async function writeNumbers(path: string, values: Float32Array | Int32Array): Promise<void> {
  const type = values instanceof Float32Array ? 'float32' : 'int32';
  const file = await open(path, 'w');
  try {
    await file.writeFile(npyHead(type, [values.length]));
    await file.writeFile(bytesOf(values));
  } finally {
    await file.close();
  }
}

function bytesOf(values: Float32Array | Int32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
