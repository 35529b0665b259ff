import type { Value } from '@create-mlops/contracts';
import { z } from 'zod';
import type { ColumnEncoding } from './column-encoding.ts';
import { HASH_BUCKETS, type HashedColumn } from './hashed-column.ts';

/** A vocabulary with one input per value. */
export const oneHotColumnSchema = z.object({
  encoding: z.literal('oneHot'),
  column: z.string(),
  values: z.array(z.string()).min(1),
  /** True when training rows fell outside `values`: one input stands for every rare or unseen value. */
  other: z.boolean(),
  /** True when the training split had missing values: one input stands for them. */
  missing: z.boolean(),
});
export type OneHotColumn = z.infer<typeof oneHotColumnSchema>;

/** Vocabularies beyond this size are hashed. */
export const LARGEST_VOCABULARY = 64;

/** A word of an open vocabulary needs this many training rows for an input of its own. */
const FEWEST_ROWS_PER_WORD = 2;

/**
 * A closed vocabulary (`categories`) keeps its contract order; an open one is ordered by training frequency. A value
 * without training rows gets no input of its own, because a weight that was never trained would answer at random: it
 * shares the input of rare values or, where training saw none, encodes as zeros.
 * @returns `null` when the column is constant, or an open vocabulary in which no value occurs twice.
 */
export function fitCategoryColumn(
  column: string,
  values: readonly Value[],
  categories?: readonly Value[],
): OneHotColumn | HashedColumn | null {
  const counts = new Map<string, number>();
  let missing = false;
  for (const value of values) {
    if (value === null) missing = true;
    else counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  }
  const vocabulary = categories
    ? categories.map(String).filter((word) => counts.has(word))
    : [...counts.entries()]
        .filter(([, count]) => count >= FEWEST_ROWS_PER_WORD)
        .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
        .map(([word]) => word);
  const other = counts.size > vocabulary.length;
  if (vocabulary.length === 0 || vocabulary.length + Number(other) + Number(missing) < 2) {
    return null;
  }
  if (vocabulary.length > LARGEST_VOCABULARY) {
    return { encoding: 'hashed', column, buckets: HASH_BUCKETS, missing };
  }
  return { encoding: 'oneHot', column, values: vocabulary, other, missing };
}

/** Inputs: one per value, then one for other values, then one for missing ones. */
export function oneHotEncoding(state: OneHotColumn): ColumnEncoding {
  const { column, values: vocabulary, other, missing } = state;
  const slots = new Map(vocabulary.map((word, index) => [word, index]));
  const otherSlot = other ? vocabulary.length : -1;
  const missingSlot = missing ? vocabulary.length + Number(other) : otherSlot;
  return {
    inputNames: [
      ...vocabulary.map((word) => `${column}=${word}`),
      ...(other ? [`${column} is another value`] : []),
      ...(missing ? [`${column} is missing`] : []),
    ],
    write(values, rows, out, offset, width) {
      for (let row = 0; row < rows; row++) {
        const value = values?.[row] ?? null;
        const slot = value === null ? missingSlot : (slots.get(String(value)) ?? otherSlot);
        if (slot >= 0) out[row * width + offset + slot] = 1;
      }
    },
  };
}
