import { z } from 'zod';

/** `s3://bucket/folder`: no part is empty, `.` or `..`, which an address would take for a step up. */
export const locationPattern =
  /^s3:\/\/([a-z0-9][a-z0-9.-]*[a-z0-9])((?:\/(?!\.{1,2}(?:\/|$))[^/\s]+)*)$/;

/** What a tampered log could name: a file outside the bundle. */
const isInside = (path: string) =>
  !/^([\\/]|[A-Za-z]:)/.test(path) && !path.split(/[\\/]/).includes('..');

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Where the files of a bundle lie that are too large for git. Each is an object below `location` whose name is its sha256; the
 * bundle's manifest stays in git.
 */
export const storedBundleSchema = z.object({
  location: z.string().regex(locationPattern),
  /** By path in the bundle. */
  files: z.record(
    z.string().min(1).refine(isInside),
    z.object({ sha256: digest, bytes: z.number().int().nonnegative() }),
  ),
});
export type StoredBundle = z.infer<typeof storedBundleSchema>;
