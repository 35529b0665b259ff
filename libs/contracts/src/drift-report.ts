import { z } from 'zod';

/** One detector's answer for one column. */
export const detectorResultSchema = z.object({
  detector: z.string(),
  statistic: z.number(),
  pValue: z.number().nullable(),
  /** After Benjamini–Hochberg over all columns. */
  adjustedPValue: z.number().nullable(),
  effect: z.number().nullable(),
  /** The effect or statistic from which this detector speaks of drift. */
  threshold: z.number().nullable(),
  verdict: z.enum(['drift', 'warn', 'none']),
});
export type DetectorResult = z.infer<typeof detectorResultSchema>;

export const columnDriftSchema = z.object({
  column: z.string(),
  /** A column of the data, a number computed from raw content, whole rows at once, or something the model answered. */
  source: z.enum(['data', 'measured', 'representation', 'prediction']),
  verdict: z.enum(['drift', 'warn', 'none']),
  /** One plain sentence: `age: mean 44.1 → 57.9 (W1 0.8 σ)`. */
  sentence: z.string(),
  referenceRows: z.number().int(),
  currentRows: z.number().int(),
  detectors: z.array(detectorResultSchema),
  /** Shares per bin or category, for the picture. */
  bins: z.array(z.object({ label: z.string(), reference: z.number(), current: z.number() })),
});
export type ColumnDrift = z.infer<typeof columnDriftSchema>;

/** `artifacts/<model>/drift/report.json`. */
export const driftReportSchema = z.object({
  schemaVersion: z.literal(1),
  stage: z.literal('drift'),
  model: z.string(),
  decision: z.enum(['drift', 'warn', 'none', 'noWindow', 'noProduction']),
  sentence: z.string(),
  modelHash: z.string().nullable(),
  version: z.number().int().nullable(),
  /** Where the current window came from: a path, or `prediction log`. */
  window: z.string().nullable(),
  windowRows: z.number().int(),
  /** Rows that were compared: of a large window, a sample. All of them where this is absent. */
  comparedRows: z.number().int().optional(),
  /** True when the window was made by a demo. */
  simulated: z.boolean(),
  settingsHash: z.string(),
  columns: z.array(columnDriftSchema),
});
export type DriftReport = z.infer<typeof driftReportSchema>;
