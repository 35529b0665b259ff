import { z } from 'zod';
import { contractDescriptionSchema } from './column.ts';
import { lineageSchema } from './lineage.ts';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** One epoch as measured while training; losses are means over examples. */
export const epochRecordSchema = z.object({
  epoch: z.number().int(),
  loss: z.number(),
  validationLoss: z.number(),
  metrics: z.record(z.string(), z.number()),
});
export type EpochRecord = z.infer<typeof epochRecordSchema>;

/**
 * `manifest.json` of a bundle: what the model is, where it came from, and the sha256 of every other file.
 * `modelHash` covers model, weights and encoder: the same data, settings, seed and backend give the same hash.
 */
export const bundleManifestSchema = z.object({
  schemaVersion: z.literal(1),
  model: z.string(),
  task: z.string(),
  modelHash: sha256Schema,
  contract: contractDescriptionSchema,
  /** Names of the user's derived columns, in order. */
  featureNames: z.array(z.string()),
  /** Width of the encoded input. */
  inputWidth: z.number().int(),
  lineage: lineageSchema,
  settings: z.record(z.string(), z.unknown()),
  seed: z.number().int(),
  backend: z.string(),
  versions: z.record(z.string(), z.string()),
  /** Rows per split. */
  splitRows: z.object({ train: z.number(), validation: z.number(), test: z.number() }),
  /** On the validation split. */
  metrics: z.record(z.string(), z.number()),
  /** What always answering the majority class (or the mean) reaches on the validation split, same metrics. */
  baseline: z.record(z.string(), z.number()),
  history: z.array(epochRecordSchema),
  /** Peak resident memory of the training process, in MiB; a program that it starts is not counted. */
  peakMemoryMb: z.number(),
  trainingSeconds: z.number(),
  createdAt: z.string(),
  files: z.record(z.string(), z.object({ sha256: sha256Schema, bytes: z.number().int() })),
});
export type BundleManifest = z.infer<typeof bundleManifestSchema>;

/** `samples.json`: requests recorded at training, for warm-up and to prove that the service computes the same. */
export const bundleSamplesSchema = z.object({
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  /** The user's derived columns on those rows. */
  features: z.array(z.record(z.string(), z.number().nullable())),
  /** Class scores ([rows][classes]) or values ([rows][1]). */
  outputs: z.array(z.array(z.number())),
});
export type BundleSamples = z.infer<typeof bundleSamplesSchema>;
