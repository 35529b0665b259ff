import { z } from 'zod';

/** A text and its class. */
export const labelledText = z.object({
  a: z.string(),
  y: z.enum(['no', 'yes']).meta({ role: 'target' }),
});
