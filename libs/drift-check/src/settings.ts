import { z } from 'zod';

/** `drift.config.ts`: when the current window counts as drifted. */
export const driftSettingsSchema = z.strictObject({
  /** Benjamini–Hochberg's q: the expected share of false alarms among the columns that alarm. */
  falseDiscoveryRate: z.number().gt(0).lt(1).default(0.05),
  /** The share of data columns that must drift before the whole window does. */
  driftShare: z.number().gt(0).max(1).default(0.3),
  /** Columns that make the whole window drift alone. */
  critical: z.array(z.string()).default([]),
  /** Columns that are reported but never decide. */
  ignore: z.array(z.string()).default([]),
  /** Below this many rows nothing is decided. */
  minRows: z.number().int().min(1).default(50),
  /**
   * Effects below the floor are no drift, however significant: `numeric` in reference standard deviations (Wasserstein),
   * `categorical` as bias-corrected Cramér's V, `content` as the AUC of a domain classifier above one half.
   */
  floors: z
    .strictObject({
      numeric: z.number().min(0).default(0.1),
      categorical: z.number().min(0).default(0.1),
      missing: z.number().min(0).default(0.02),
      content: z.number().min(0).max(0.5).default(0.05),
    })
    .prefault({}),
  /** An effect this many times its floor makes the whole window drift alone. */
  largeEffect: z.number().min(1).default(5),
  /** Share of values that the reference never had, from which a column is pointed out. */
  unseenShare: z.number().min(0).max(1).default(0.005),
  /**
   * What CI does about a window that has drifted, once `found` of the last `within` windows have: open one pull request with
   * the window, one issue, train again, or nothing. After that it waits for `cooldownHours`.
   */
  response: z
    .strictObject({
      action: z.enum(['pull-request', 'issue', 'retrain', 'none']).default('pull-request'),
      found: z.number().int().min(1).default(1),
      within: z.number().int().min(1).default(1),
      cooldownHours: z.number().min(0).default(24),
    })
    .refine(({ found, within }) => found <= within, {
      message: 'found is more than within: so many windows can never drift',
    })
    .prefault({}),
});

export type DriftSettings = z.input<typeof driftSettingsSchema>;
export type ResolvedDriftSettings = z.output<typeof driftSettingsSchema>;
