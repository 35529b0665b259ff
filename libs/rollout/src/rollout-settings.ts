import { z } from 'zod';

const shareSchema = z.number().min(0).max(1);

/** `rollout.config.ts`: who gets a model that the gate has passed. */
export const rolloutSettingsSchema = z.strictObject({
  /**
   * `direct` makes a passing candidate production at once; `manual` leaves it as candidate until somebody promotes it; `canary`
   * leaves it as candidate until `npm run deploy` has compared it with production and found it no worse.
   */
  strategy: z.enum(['direct', 'manual', 'canary']).default('direct'),
  /** What a candidate must bear before it is deployed. */
  loadTest: z
    .strictObject({
      /** Requests begun per second, whether or not earlier ones are answered. */
      requestsPerSecond: z.number().min(1).max(10_000).default(50),
      seconds: z.number().min(1).max(3600).default(5),
      /** Largest share of requests that are refused, fail or are answered after ten seconds. */
      maxErrorShare: shareSchema.default(0.01),
      /** 99 % are answered within; more only warns, unless `DEPLOY_DEDICATED=1` says that the machine does nothing else. */
      p99Ms: z.number().positive().default(250),
    })
    .prefault({}),
  /** What a candidate must show beside production, when both are asked the same. */
  canary: z
    .strictObject({
      /** So much larger than production's may the candidate's share of errors be. */
      errorMargin: z.number().gt(0).max(0.5).default(0.02),
      /** So much larger may its share of wrong answers be; of a regression, its mean error as a share of the target's range. */
      qualityMargin: z.number().gt(0).max(0.5).default(0.05),
      /** Chance that a candidate which is within the margins is ever called worse, over all guardrails and looks. */
      alpha: z.number().gt(0).max(0.2).default(0.01),
      /** Chance that a candidate at the margin of errors is ever called healthy. */
      beta: z.number().gt(0).max(0.2).default(0.05),
      /** No more recorded requests than this are replayed. */
      requests: z.int().min(1).max(1_000_000).default(2_000),
    })
    .prefault({}),
});

export type RolloutSettings = z.input<typeof rolloutSettingsSchema>;
export type ResolvedRolloutSettings = z.output<typeof rolloutSettingsSchema>;
export type CanarySettings = ResolvedRolloutSettings['canary'];
