import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type DatasetLock, type LockedFile, MlopsError } from '@create-mlops/contracts';
import { buildLock, type FileProfile, sourceLocation } from '@create-mlops/dataset/import';
import { type ImportedRows, importRows } from './import-rows.ts';
import type { ModelData } from './model-data.ts';

/** Rows as they lie in data/raw, or those of another file in their place: taken in, and their lock. */
export async function lockRows(
  data: ModelData,
  options: {
    readonly root: string;
    readonly before: DatasetLock | null;
    readonly file?: string | undefined;
    readonly label?: string | undefined;
    readonly say: (sentence: string) => void;
  },
): Promise<DatasetLock> {
  const { root, before, file, label, say } = options;
  const { directory } = data;
  const raw = join(directory, 'raw');
  const testNames = namesOf(before, 'test');
  const names =
    file === undefined ? dataFiles(raw).filter((name) => !testNames.includes(name)) : [file];
  if (names.length === 0) {
    throw new MlopsError(
      'FILE_NOT_FOUND',
      `There is no data in ${raw}.`,
      'Put a CSV, JSONL or Parquet file there.',
    );
  }
  const taken: (ImportedRows & { readonly part: 'data' | 'test'; readonly location?: string })[] =
    [];
  let newest = 0;
  let like: FileProfile | undefined;
  // A new file takes the old one's place, so that nothing else has to change.
  const [kept] = namesOf(before, 'data');
  for (const name of [...names, ...testNames]) {
    const isNew = name === file;
    const source = isNew ? resolve(name) : join(raw, name);
    // Taking a file in rewrites it; how old it is must not change by that.
    const { mtime } = statSync(source);
    // What lies in data/raw is a table already, whatever it was made of.
    const found = await importRows(source, raw, isNew ? data : { ...data, kind: 'table' }, {
      name: isNew ? kept : undefined,
      like,
    });
    like ??= found.profile;
    for (const change of found.imported.changes) say(change);
    utimesSync(found.imported.path, mtime, mtime);
    newest = Math.max(newest, mtime.getTime());
    taken.push({
      ...found,
      part: testNames.includes(name) ? 'test' : 'data',
      ...(isNew && isWorthNaming(before, found) ? { location: sourceLocation(root, source) } : {}),
    });
  }
  const [first] = taken;
  if (first === undefined) throw new RangeError('No file was taken in.');
  const lock = buildLock({
    directory,
    files: taken,
    inferred: first.inferred,
    ...(label === undefined ? {} : { label }),
    capturedAt: new Date(newest).toISOString(),
  });
  return { ...lock, files: lock.files.map((entry) => withSource(entry, before)) };
}

/** Where a file came from is of use when its bytes are not in git, or are others than those in git. */
function isWorthNaming(before: DatasetLock | null, { imported }: ImportedRows): boolean {
  const wasNamed = before?.files.some(({ source }) => source !== undefined) ?? false;
  return wasNamed || imported.converted;
}

/** Where an unchanged file came from still holds. */
function withSource(entry: LockedFile, before: DatasetLock | null): LockedFile {
  const same = before?.files.find(
    ({ path, sha256 }) => path === entry.path && sha256 === entry.sha256,
  );
  return entry.source !== undefined || same?.source === undefined
    ? entry
    : { ...entry, source: same.source };
}

function namesOf(lock: DatasetLock | null, part: 'data' | 'test'): string[] {
  const entries = lock?.files.filter((entry) => entry.part === part) ?? [];
  return entries.map(({ path }) => basename(path));
}

function dataFiles(raw: string): string[] {
  if (!existsSync(raw)) return [];
  return readdirSync(raw)
    .filter((name) => /\.(csv|tsv|jsonl|parquet)$/i.test(name))
    .sort();
}
