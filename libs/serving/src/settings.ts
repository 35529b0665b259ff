import { z } from 'zod';

const mebibyte = 1_048_576;

/** How the service behaves; every key has a default, and `MLOPS_SERVE__<KEY>` replaces one. */
export const servingSettingsSchema = z.strictObject({
  /** A larger request body is refused with 413; where a contract allows larger pictures, those may come. */
  bodyLimitBytes: z.int().min(1024).default(mebibyte),
  /** A request that has not arrived whole by then is answered 408. */
  requestTimeoutMs: z.int().min(100).default(10_000),
  /** How often the service looks whether another version is in production. */
  followIntervalMs: z.int().min(10).default(500),
  /** How long requests under way may take after SIGTERM. */
  drainMs: z.int().min(0).default(10_000),
  /** What the drift check reads later. */
  predictionLog: z
    .strictObject({
      /** Share of the rows that are written, 0..1. */
      sampleShare: z.number().min(0).max(1).default(1),
      /** Under load no more than this many rows a second are written: the log then reaches further back. */
      linesPerSecond: z.int().min(1).default(500),
      /** A file of this size is followed by a new one. */
      maxBytes: z
        .int()
        .min(1024)
        .default(10 * mebibyte),
      /** Older files are deleted. */
      keepFiles: z.int().min(1).default(5),
      /** Lines waiting for the disk; beyond that they are dropped and counted. So many are written at once, too. */
      queueLines: z.int().min(1).default(10_000),
    })
    .prefault({}),
});

/** As written in a settings file. */
export type ServingSettings = z.input<typeof servingSettingsSchema>;
export type ResolvedServingSettings = z.output<typeof servingSettingsSchema>;
