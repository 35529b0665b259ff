import { z } from 'zod';

/** A numeric column of the reference: moments and a quantile sketch, no raw rows. */
export const numericProfileSchema = z.object({
  kind: z.literal('numeric'),
  /** Non-missing values. */
  count: z.number().int(),
  missing: z.number().int(),
  mean: z.number(),
  /** Population standard deviation. */
  std: z.number(),
  /** Type-7 quantiles at equal steps of probability from 0 to 1; first = minimum, last = maximum. */
  quantiles: z.array(z.number()),
});
export type NumericProfile = z.infer<typeof numericProfileSchema>;

/** A categorical column of the reference. Rare values beyond the first 200 are summed in `otherCount`. */
export const categoricalProfileSchema = z.object({
  kind: z.literal('categorical'),
  count: z.number().int(),
  missing: z.number().int(),
  counts: z.record(z.string(), z.number().int()),
  otherCount: z.number().int(),
});
export type CategoricalProfile = z.infer<typeof categoricalProfileSchema>;

export const columnProfileSchema = z.discriminatedUnion('kind', [
  numericProfileSchema,
  categoricalProfileSchema,
]);
export type ColumnProfile = z.infer<typeof columnProfileSchema>;

/** What the training split looked like, column by column, and what the model answered on it. */
export const referenceProfileSchema = z.object({
  schemaVersion: z.literal(1),
  rows: z.number().int(),
  columns: z.record(z.string(), columnProfileSchema),
  /** The predictions on the validation split: predicted class or value, and the score of the predicted class. */
  predictions: z.record(z.string(), columnProfileSchema),
});
export type ReferenceProfile = z.infer<typeof referenceProfileSchema>;
