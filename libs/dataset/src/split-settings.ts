import { z } from 'zod';

/** How rows come to lie in the training, validation and test split. */
export const splitSettingsSchema = z.object({
  /**
   * `hash`: by a hash of the features, stratified by class; `group`: whole groups; `time`: the latest rows are the
   * test split; `official`: the lock's `test` file is the test split.
   */
  strategy: z.enum(['hash', 'group', 'time', 'official']).default('hash'),
  /** Share of the rows, 0..1. */
  validation: z.number().min(0).max(0.9).default(0.15),
  /** Share of the rows, 0..1; not used with an official test file. */
  test: z.number().min(0).max(0.9).default(0.2),
  seed: z.number().int().default(7),
  /** Columns whose equal values mean the same content, where the features themselves are only references to it. */
  by: z.array(z.string()).optional(),
});
export type SplitSettings = z.infer<typeof splitSettingsSchema>;
