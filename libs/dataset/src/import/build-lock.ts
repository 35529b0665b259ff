import { relative, sep } from 'node:path';
import type { DatasetLock, LockedFile } from '@create-mlops/contracts';
import type { ImportedFile } from './import-file.ts';
import type { InferredContract } from './inferred-contract.ts';

export type LockOptions = {
  /** The model's data folder, which paths in the lock are relative to. */
  readonly directory: string;
  readonly files: readonly {
    readonly imported: ImportedFile;
    readonly part: LockedFile['part'];
    /** Path or URL the file came from, when it can be fetched again. */
    readonly location?: string;
  }[];
  readonly inferred: InferredContract;
  /** A name for this state of the data, such as `2025Q1`. */
  readonly label?: string;
  /** ISO 8601: the time of the file, never the clock. */
  readonly capturedAt: string;
};

/** The lock of a data set just taken in, as plain data; whoever writes it to `dataset.lock.json` is the caller. */
export function buildLock(options: LockOptions): DatasetLock {
  const { directory, files, inferred, label, capturedAt } = options;
  return {
    schemaVersion: 1,
    ...(label === undefined ? {} : { label }),
    capturedAt,
    files: files.map(({ imported, part, location }) => ({
      path: relative(directory, imported.path).split(sep).join('/'),
      part,
      format: imported.format,
      sha256: imported.sha256,
      bytes: imported.bytes,
      rows: imported.rows,
      ...(location === undefined ? {} : { source: { location, ...imported.source } }),
    })),
    columns: inferred.columns.map(({ name }) => name),
    classes: inferred.classCounts,
  };
}
