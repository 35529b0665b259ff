import type { FileProfile } from './file-profile.ts';
import { inspectHead } from './inspect-head.ts';
import { profileDelimited } from './profile-delimited.ts';
import { profileJsonLines } from './profile-json-lines.ts';
import { profileParquet } from './profile-parquet.ts';

export type ProfileOptions = {
  /** Of the row sample. */
  readonly seed?: number;
  /** The profile of another part of the same data set, whose columns are to be read alike. */
  readonly like?: FileProfile;
};

/**
 * Reads a CSV, TSV, JSONL or Parquet file, usually once, in bounded memory, and says what is in it: kinds,
 * missing values, ranges, distinct values, duplicate rows, a seeded sample, the sha256. Delimiter, encoding,
 * decimal sign and date order are found out. Nothing is decided about what a column is for.
 *
 * @throws {ImportError} FILE_NOT_FOUND, FILE_UNREADABLE, FORMAT_UNSUPPORTED or DATA_UNUSABLE
 * @example (await profileFile('iris.csv')).columns[0]?.kind // 'number'
 */
export async function profileFile(
  path: string,
  options: ProfileOptions = {},
): Promise<FileProfile> {
  const head = inspectHead(path);
  if (head.format === 'parquet') return profileParquet(path, head, options);
  if (head.format === 'jsonl') return profileJsonLines(path, head, options);
  return profileDelimited(path, head, options);
}
