import { targetStateSchema } from '@create-mlops/encoding';
import { z } from 'zod';
import { imageSettingsSchema } from './image-settings.ts';

/** `encoder.json` of a picture bundle: the column, how pictures are prepared, and what was fitted on the training split. */
export const encoderStateSchema = z.object({
  schemaVersion: z.literal(1),
  task: z.literal('image'),
  column: z.string(),
  settings: imageSettingsSchema,
  /** Largest file, in bytes, from the contract. */
  maxBytes: z.number().int(),
  /** Per channel, of byte values divided by 255. */
  mean: z.array(z.number()),
  std: z.array(z.number().positive()),
  target: targetStateSchema,
});
export type EncoderState = z.infer<typeof encoderStateSchema>;
