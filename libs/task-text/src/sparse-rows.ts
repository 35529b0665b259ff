import type { EncodedRows } from '@create-mlops/contracts';

/** Rows of which most numbers are zero, compressed: positions and values of the others. */
export type SparseRows = {
  readonly width: number;
  /** Adds the next row's number at a position; positions of one row come once each. */
  readonly add: (position: number, value: number) => void;
  readonly endRow: () => void;
  /** The rows so far. */
  readonly finish: () => EncodedRows;
};

/** @param expected numbers that are not zero, about; the arrays grow beyond it. */
export function sparseRows(width: number, expected = 1_024): SparseRows {
  let positions = new Uint32Array(Math.max(16, expected));
  let values = new Float32Array(positions.length);
  let count = 0;
  const ends: number[] = [];
  return {
    width,
    add(position, value) {
      if (count === positions.length) {
        const [olderPositions, olderValues] = [positions, values];
        positions = new Uint32Array(count * 2);
        values = new Float32Array(count * 2);
        positions.set(olderPositions);
        values.set(olderValues);
      }
      positions[count] = position;
      values[count++] = value;
    },
    endRow() {
      ends.push(count);
    },
    finish: () => ({
      rows: ends.length,
      write(row, out, at) {
        out.fill(0, at, at + width);
        const end = ends[row] ?? 0;
        for (let index = row === 0 ? 0 : (ends[row - 1] ?? 0); index < end; index++) {
          out[at + (positions[index] ?? 0)] = values[index] ?? 0;
        }
      },
    }),
  };
}
