import { z } from 'zod';
import { findingSchema } from './finding.ts';

/** A picture of one column for reports: enough to draw a histogram or bars. */
export const columnPictureSchema = z.object({
  name: z.string(),
  kind: z.string(),
  role: z.string(),
  missing: z.number().int(),
  distinct: z.number().int(),
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  mean: z.number().nullable(),
  std: z.number().nullable(),
  /** Equal-width bins of a numeric column: `edges` has one more entry than `counts`. */
  histogram: z.object({ edges: z.array(z.number()), counts: z.array(z.number().int()) }).nullable(),
  /** Of texts: how many have how many characters, in equal-width bins. */
  lengths: z
    .object({ edges: z.array(z.number()), counts: z.array(z.number().int()), median: z.number() })
    .optional(),
  /** Most frequent values of the others, at most 20. */
  top: z.array(z.object({ value: z.string(), count: z.number().int() })),
});
export type ColumnPicture = z.infer<typeof columnPictureSchema>;

/** `artifacts/<model>/validation/report.json`. Byte for byte the same for the same data, contract and settings. */
export const validationReportSchema = z.object({
  schemaVersion: z.literal(1),
  stage: z.literal('validate'),
  model: z.string(),
  verdict: z.enum(['pass', 'warn', 'fail']),
  /** One plain sentence with the user's own numbers. */
  sentence: z.string(),
  dataHash: z.string(),
  dataLabel: z.string().nullable(),
  contractHash: z.string(),
  rows: z.number().int(),
  bytes: z.number().int(),
  splitRows: z.object({ train: z.number(), validation: z.number(), test: z.number() }),
  /** How many SQL queries read the data. */
  queries: z.number().int(),
  findings: z.array(findingSchema),
  columns: z.array(columnPictureSchema),
});
export type ValidationReport = z.infer<typeof validationReportSchema>;
