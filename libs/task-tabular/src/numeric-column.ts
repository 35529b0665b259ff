import type { Value } from '@create-mlops/contracts';
import { mean, median, standardDeviation } from 'simple-statistics';
import { z } from 'zod';
import type { ColumnEncoding } from './column-encoding.ts';
import type { PresenceColumn } from './presence-column.ts';

/** A number standardised with the training split's mean and deviation; missing values become its median. */
export const numericColumnSchema = z.object({
  encoding: z.literal('numeric'),
  column: z.string(),
  median: z.number(),
  mean: z.number(),
  /** Population standard deviation. */
  std: z.number().positive(),
  /** True when the training split had missing values: a second input then says where. */
  missing: z.boolean(),
});
export type NumericColumn = z.infer<typeof numericColumnSchema>;

/** Below this share of the mean's size a deviation is rounding, not information (double precision is 1.1e-16). */
const CONSTANT_SHARE = 1e-12;

/** Standardised values are held within this many deviations, so that no request can overflow float32. */
const LARGEST = 1e6;

/** @returns `null` when the column is constant or empty and so has nothing to learn from. */
export function fitNumericColumn(
  column: string,
  values: readonly Value[],
): NumericColumn | PresenceColumn | null {
  const present = values.filter((value): value is number => Number.isFinite(value));
  const missing = present.length < values.length;
  if (present.length === 0) return null;
  const center = mean(present);
  const std = standardDeviation(present);
  if (!Number.isFinite(std) || std <= CONSTANT_SHARE * Math.abs(center)) {
    return missing ? { encoding: 'presence', column } : null;
  }
  return { encoding: 'numeric', column, median: median(present), mean: center, std, missing };
}

/** Inputs: the standardised value and, where training had missing values, whether it is missing. */
export function numericEncoding(state: NumericColumn): ColumnEncoding {
  const { column, mean: center, std, missing } = state;
  const imputed = (state.median - center) / std;
  return {
    inputNames: missing ? [column, `${column} is missing`] : [column],
    write(values, rows, out, offset, width) {
      for (let row = 0; row < rows; row++) {
        const value = values?.[row];
        const at = row * width + offset;
        if (typeof value === 'number' && Number.isFinite(value)) {
          out[at] = Math.max(-LARGEST, Math.min(LARGEST, (value - center) / std));
        } else {
          out[at] = imputed;
          if (missing) out[at + 1] = 1;
        }
      }
    },
  };
}
