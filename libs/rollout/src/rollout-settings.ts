import { z } from 'zod';

/** `rollout.config.ts`: who gets a model that the gate has passed. */
export const rolloutSettingsSchema = z.strictObject({
  /**
   * `direct` makes a passing candidate production at once; `manual` leaves it as candidate until somebody promotes it.
   */
  strategy: z.enum(['direct', 'manual']).default('direct'),
});

export type RolloutSettings = z.input<typeof rolloutSettingsSchema>;
