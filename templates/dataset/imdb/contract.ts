import { z } from 'zod';

/** One review of a film: 25,000 to learn from and 25,000 of the official test split, half of each good and half bad. */
export const row = z.object({
  // the longest published one has 13,704 characters
  text: z.string().min(1).max(15_000),
  // neg 12,500, pos 12,500
  label: z.enum(['neg', 'pos']).meta({ role: 'target' }),
});

export type Row = z.infer<typeof row>;
