import { z } from 'zod';

/** One text message. */
export const row = z.object({
  // seen 2 to 910 characters, half of the texts below 61
  text: z.string().min(1).max(1100),
  // ham 4,827, spam 747
  label: z.enum(['ham', 'spam']).meta({ role: 'target' }),
});

export type Row = z.infer<typeof row>;
