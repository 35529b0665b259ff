import { z } from 'zod';

/** What trained a model: `model.ts` here, a program of the user's, or somebody elsewhere. */
export const modelOriginSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('layers') }),
  z.object({ kind: z.literal('command'), command: z.string() }),
  z.object({ kind: z.literal('file'), path: z.string(), sha256: z.string() }),
]);
export type ModelOrigin = z.infer<typeof modelOriginSchema>;

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
  /** Where the run of CI that trained it can be looked at; absent on other machines. */
  runAddress: z.string().optional(),
  /** Absent where it is not known. */
  origin: modelOriginSchema.optional(),
});
export type Lineage = z.infer<typeof lineageSchema>;
