import { fnv1a } from '@create-mlops/encoding';
import { z } from 'zod';
import type { ColumnEncoding } from './column-encoding.ts';

/** A vocabulary too large for one input per value: values share a fixed number of inputs by their hash. */
export const hashedColumnSchema = z.object({
  encoding: z.literal('hashed'),
  column: z.string(),
  buckets: z.number().int().positive(),
  /** True when the training split had missing values: one more input stands for them. */
  missing: z.boolean(),
});
export type HashedColumn = z.infer<typeof hashedColumnSchema>;

/** Inputs that a hashed column shares out. A power of two. */
export const HASH_BUCKETS = 64;

/** Inputs: one per bucket, then one for missing values. A value never seen in training still has its bucket. */
export function hashedEncoding({ column, buckets, missing }: HashedColumn): ColumnEncoding {
  return {
    inputNames: [
      ...Array.from({ length: buckets }, (_, bucket) => `${column} hash ${bucket}`),
      ...(missing ? [`${column} is missing`] : []),
    ],
    write(values, rows, out, offset, width) {
      for (let row = 0; row < rows; row++) {
        const value = values?.[row] ?? null;
        const at = row * width + offset;
        if (value !== null) out[at + (fnv1a(String(value)) % buckets)] = 1;
        else if (missing) out[at + buckets] = 1;
      }
    },
  };
}
