import { z } from 'zod';

export const lockedFileSchema = z.object({
  /** Relative to the data folder, with forward slashes. */
  path: z.string(),
  /** `data` is split by us; `test` is an official test split; `content` is what rows only refer to, such as pictures. */
  part: z.enum(['data', 'test', 'content']),
  /** A `folder` stands for all files below it that no other entry names. */
  format: z.enum(['csv', 'tsv', 'jsonl', 'parquet', 'archive', 'folder']),
  /** Of the bytes; of a folder, over the paths and hashes of its files. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().min(0),
  /** 0 for content. */
  rows: z.number().int().min(0),
  /**
   * Where the file came from: a path or URL and the bytes found there. When its sha256 differs from the file's own,
   * the source was converted to canonical CSV on import.
   */
  source: z
    .object({ location: z.string(), sha256: z.string(), bytes: z.number().int().min(0) })
    .optional(),
});
export type LockedFile = z.infer<typeof lockedFileSchema>;

/** `dataset.lock.json`: which bytes a model is trained on. It is what Nx sees of the data. */
export const datasetLockSchema = z.object({
  schemaVersion: z.literal(1),
  /** A name a person gave to this state of the data, such as `2025Q1`. */
  label: z.string().optional(),
  /** ISO 8601. A constant for bundled samples, the file's own time otherwise: never the clock. */
  capturedAt: z.string(),
  files: z.array(lockedFileSchema).min(1),
  /** Column names in file order. */
  columns: z.array(z.string()),
  /** Rows per class of the target; empty for regression. */
  classes: z.record(z.string(), z.number().int()),
});
export type DatasetLock = z.infer<typeof datasetLockSchema>;
