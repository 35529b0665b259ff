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

/** Points of reference rows, for the comparison of whole rows: a sample, as whole numbers from 0 to 255. */
export const referenceRepresentationSchema = z.object({
  rows: z.number().int(),
  width: z.number().int(),
  /** Range of each dimension, `width` of them: byte b stands for minimum + b / 255 × (maximum − minimum). */
  minimum: z.array(z.number()),
  maximum: z.array(z.number()),
  /** `[rows, width]` bytes, row-major, base64. */
  bytes: z.base64(),
});
export type ReferenceRepresentation = z.infer<typeof referenceRepresentationSchema>;

/** What the training split looked like, column by column, and what the model answered on it. */
export const referenceProfileSchema = z.object({
  schemaVersion: z.literal(1),
  rows: z.number().int(),
  columns: z.record(z.string(), columnProfileSchema),
  /** The predictions on the validation split: predicted class or value, and the score of the predicted class. */
  predictions: z.record(z.string(), columnProfileSchema),
  /** Numbers computed from the raw content of images or texts. */
  measured: z.record(z.string(), columnProfileSchema).optional(),
  /** Of the validation split; absent where rows have no representation. */
  representation: referenceRepresentationSchema.optional(),
});
export type ReferenceProfile = z.infer<typeof referenceProfileSchema>;
