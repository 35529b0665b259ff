import { z } from 'zod';

/**
 * One review. This is the only description of the data: validation, encoding, the request schema of the service, the
 * drift check and the demo form all follow from it. A column without a role is a feature.
 */
export const row = z.object({
  sentiment: z.enum(['negative', 'positive']).meta({ role: 'target' }),
  review: z.string().min(1).max(1000),
});

export type Row = z.infer<typeof row>;
