import { targetStateSchema } from '@create-mlops/encoding';
import { z } from 'zod';
import { booleanColumnSchema, booleanEncoding } from './boolean-column.ts';
import { oneHotColumnSchema, oneHotEncoding } from './category-column.ts';
import type { ColumnEncoding } from './column-encoding.ts';
import { hashedColumnSchema, hashedEncoding } from './hashed-column.ts';
import { numericColumnSchema, numericEncoding } from './numeric-column.ts';
import { presenceColumnSchema, presenceEncoding } from './presence-column.ts';
import { timestampColumnSchema, timestampEncoding } from './timestamp-column.ts';

export const columnStateSchema = z.discriminatedUnion('encoding', [
  numericColumnSchema,
  booleanColumnSchema,
  oneHotColumnSchema,
  hashedColumnSchema,
  timestampColumnSchema,
  presenceColumnSchema,
]);
/** What was fitted for one column. */
export type ColumnState = z.infer<typeof columnStateSchema>;

/** `encoder.json` of a tabular bundle: everything that was fitted on the training split. */
export const encoderStateSchema = z.object({
  schemaVersion: z.literal(1),
  task: z.literal('tabular'),
  columns: z.array(columnStateSchema).min(1),
  target: targetStateSchema,
});
export type EncoderState = z.infer<typeof encoderStateSchema>;

/** The functions of a fitted column. */
export function columnEncoding(state: ColumnState): ColumnEncoding {
  switch (state.encoding) {
    case 'numeric':
      return numericEncoding(state);
    case 'boolean':
      return booleanEncoding(state);
    case 'oneHot':
      return oneHotEncoding(state);
    case 'hashed':
      return hashedEncoding(state);
    case 'timestamp':
      return timestampEncoding(state);
    case 'presence':
      return presenceEncoding(state);
  }
}
