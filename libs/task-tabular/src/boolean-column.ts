import type { Value } from '@create-mlops/contracts';
import { z } from 'zod';
import type { ColumnEncoding } from './column-encoding.ts';
import type { PresenceColumn } from './presence-column.ts';

/** True or false; a missing value counts as the share of true values in the training split. */
export const booleanColumnSchema = z.object({
  encoding: z.literal('boolean'),
  column: z.string(),
  /** Share of true among the present training values, 0..1. */
  share: z.number().min(0).max(1),
  /** True when the training split had missing values: a second input then says where. */
  missing: z.boolean(),
});
export type BooleanColumn = z.infer<typeof booleanColumnSchema>;

/** @returns `null` when the column is constant or empty and so has nothing to learn from. */
export function fitBooleanColumn(
  column: string,
  values: readonly Value[],
): BooleanColumn | PresenceColumn | null {
  let trues = 0;
  let present = 0;
  for (const value of values) {
    if (typeof value !== 'boolean') continue;
    present++;
    if (value) trues++;
  }
  const missing = present < values.length;
  if (present === 0) return null;
  if (trues === 0 || trues === present) return missing ? { encoding: 'presence', column } : null;
  return { encoding: 'boolean', column, share: trues / present, missing };
}

/** Inputs: 1 or 0 and, where training had missing values, whether it is missing. */
export function booleanEncoding({ column, share, missing }: BooleanColumn): ColumnEncoding {
  return {
    inputNames: missing ? [column, `${column} is missing`] : [column],
    write(values, rows, out, offset, width) {
      for (let row = 0; row < rows; row++) {
        const value = values?.[row];
        const at = row * width + offset;
        if (typeof value === 'boolean') {
          out[at] = value ? 1 : 0;
        } else {
          out[at] = share;
          if (missing) out[at + 1] = 1;
        }
      }
    },
  };
}
