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

/**
 * FNV-1a over UTF-16 code units, as an unsigned 32-bit integer.
 * @example
 * fnv1a('') // 2166136261
 * fnv1a('a') // 3826002220
 * @see http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

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
