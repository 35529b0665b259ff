import { z } from 'zod';
import { verdictSchema } from './verdict.ts';

export const aliasNames = ['production', 'candidate', 'previous'] as const;
export const aliasNameSchema = z.enum(aliasNames);
export type AliasName = z.infer<typeof aliasNameSchema>;

/** What of a verdict decides whether a version may serve, and which production model it was held against. */
export const judgementSchema = verdictSchema.pick({
  decision: true,
  blocking: true,
  sentence: true,
  productionHash: true,
  settingsHash: true,
});
export type Judgement = z.infer<typeof judgementSchema>;

/** One immutable version. Its bundle lies beside it. */
export const versionRecordSchema = z.object({
  schemaVersion: z.literal(1),
  model: z.string(),
  version: z.number().int().min(1),
  modelHash: z.string(),
  dataHash: z.string(),
  gitCommit: z.string().nullable(),
  registeredAt: z.string(),
  registeredBy: z.string(),
  /** The gate's decision that the version was registered with. */
  decision: z.string(),
  /** Seals the bundle: the manifest holds the sha256 of every other file. */
  manifestSha256: z.string(),
  metrics: z.record(z.string(), z.number()),
  /** The version that was production when this one was registered. */
  parentVersion: z.number().int().nullable(),
  /** The verdict that the version was registered with, short. Absent in records of older versions. */
  judgement: judgementSchema.optional(),
  dataLabel: z.string().nullable().optional(),
  gitDirty: z.boolean().nullable().optional(),
  /** Where the run that trained it can be looked at. */
  runAddress: z.string().optional(),
});
export type VersionRecord = z.infer<typeof versionRecordSchema>;

/** `aliases.json`: which version each alias names. `revision` rises by one with every change. */
export const aliasesSchema = z.object({
  schemaVersion: z.literal(1),
  revision: z.number().int().min(0),
  aliases: z.partialRecord(aliasNameSchema, z.number().int()),
});
export type Aliases = z.infer<typeof aliasesSchema>;

/** One line of `events.ndjson`, the append-only history. */
export const registryEventSchema = z.object({
  at: z.string(),
  by: z.string(),
  reason: z.string(),
  /** `evaluated`: the gate spoke again about a version; `expired`: its bundle was deleted, its record stays. */
  event: z.enum(['registered', 'evaluated', 'expired', 'aliasSet', 'promoted', 'rolledBack']),
  version: z.number().int(),
  alias: aliasNameSchema.nullable(),
  fromVersion: z.number().int().nullable(),
  /** Compare-and-set guard: the revision of `aliases.json` that this event produced; `null` where no alias moved. */
  revision: z.number().int().nullable(),
  /** What the gate said, with `evaluated`. */
  judgement: judgementSchema.optional(),
});
export type RegistryEvent = z.infer<typeof registryEventSchema>;
