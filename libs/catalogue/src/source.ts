import { z } from 'zod';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

export const downloadSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  /** Absent where nobody has published one: the bytes of the first download are recorded, and held from then on. */
  sha256: sha256Schema.optional(),
  bytes: z.number().int().positive().optional(),
  /** What of the data set it holds; an archive may hold both splits. */
  part: z.enum(['data', 'test', 'all']),
});
export type Download = z.infer<typeof downloadSchema>;

/**
 * `source.json` beside a contract: a public data set, where its files lie, and how they become rows. Nothing is fetched when
 * a project is made; `npm run data` does it.
 */
export const sourceSchema = z.strictObject({
  schemaVersion: z.literal(1),
  name: z.string(),
  title: z.string(),
  licence: z.string(),
  citation: z.string(),
  homepage: z.url(),
  /** ISO 8601: how old the data is, the same for everybody who fetches it. */
  publishedAt: z.iso.datetime(),
  /**
   * `table`: one delimited file. `idx`: pictures and labels in IDX files, in this order for each part. `cifar10`: the binary
   * version's archive. `aclImdb`: an archive with a text file per review. `zippedTable`: a delimited file in a zip archive.
   */
  form: z.enum(['table', 'idx', 'cifar10', 'aclImdb', 'zippedTable']),
  downloads: z.array(downloadSchema).min(1),
  /** Of a zip archive: the file in it. */
  entry: z.string().optional(),
});
export type Source = z.infer<typeof sourceSchema>;
