import { z } from 'zod';

/** Where something came from: enough to make it again. */
export const lineageSchema = z.object({
  gitCommit: z.string().nullable(),
  /** True when the work tree differed from the commit. */
  gitDirty: z.boolean().nullable(),
  dataHash: z.string(),
  dataLabel: z.string().nullable(),
  dataRows: z.number().int(),
  contractHash: z.string(),
  featuresHash: z.string(),
  settingsHash: z.string(),
});
export type Lineage = z.infer<typeof lineageSchema>;
