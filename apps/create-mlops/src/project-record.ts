import { createHash } from 'node:crypto';
import { type Answers, builtJson, type PlannedFile } from '@create-mlops/generators';
import { gitBlobId } from './write-project.ts';

/** Files above this size are not committed; their bytes are named by dataset.lock.json instead. */
const largestRecorded = 25 * 1024 * 1024;

/**
 * `.create-mlops.json`: version, answers, and every file with its kind and git blob id as written. A later update needs it
 * to tell the user's edits from ours.
 */
export function projectRecord(
  version: string,
  answers: Answers & Readonly<Record<string, unknown>>,
  files: readonly PlannedFile[],
  sizes: ReadonlyMap<string, number>,
): { readonly file: PlannedFile; readonly treeHash: string } {
  const entries = files.map((file) => {
    const size = sizes.get(file.path) ?? 0;
    return {
      path: file.path,
      kind: file.kind,
      blob: size > largestRecorded ? null : gitBlobId(file),
    };
  });
  const treeHash = createHash('sha256').update(JSON.stringify(entries)).digest('hex');
  const file = builtJson('.create-mlops.json', {
    schemaVersion: 1,
    version,
    answers,
    treeHash,
    files: entries,
  });
  return { file, treeHash };
}
