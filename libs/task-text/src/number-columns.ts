import type { Table, Value } from '@create-mlops/contracts';
import { mean, standardDeviation } from 'simple-statistics';
import { z } from 'zod';

/** A number beside the text, standardised with the training split's mean and deviation. */
export const numberColumnSchema = z.object({
  column: z.string(),
  mean: z.number(),
  /** Population standard deviation. */
  std: z.number().positive(),
});
export type NumberColumn = z.infer<typeof numberColumnSchema>;

/** Standardised values are held within this many deviations, so that no request can outweigh its text. */
const LARGEST = 10;

const numberOf = (value: Value | undefined) =>
  typeof value === 'boolean' ? Number(value) : typeof value === 'number' ? value : Number.NaN;

/** @returns one entry per column that varies in the training split. */
export function fitNumberColumns(table: Table, columns: readonly string[]): NumberColumn[] {
  return columns.flatMap((column) => {
    const values = (table.columns[column] ?? []).map(numberOf).filter(Number.isFinite);
    const std = values.length === 0 ? 0 : standardDeviation(values);
    return std > 0 ? [{ column, mean: mean(values), std }] : [];
  });
}

/** Row-major `[rows, columns]`; a missing value is the mean, 0. */
export function encodeNumbers(table: Table, columns: readonly NumberColumn[]): Float32Array {
  const out = new Float32Array(table.rowCount * columns.length);
  for (const [index, { column, mean: center, std }] of columns.entries()) {
    for (let row = 0; row < table.rowCount; row++) {
      const scaled = (numberOf(table.columns[column]?.[row]) - center) / std;
      out[row * columns.length + index] = Number.isNaN(scaled)
        ? 0
        : Math.max(-LARGEST, Math.min(LARGEST, scaled));
    }
  }
  return out;
}
