import { createHash } from 'node:crypto';
import type { DatasetLock, LockedFile } from '@create-mlops/contracts';
import { imageIndexCsv } from './image-index.ts';
import { type ImageFile, type ImageSet, indexNames } from './image-set.ts';
import { countClasses } from './read-image-set.ts';

/** The index files of a set, by name. */
export function imageIndexes(set: ImageSet, target = 'label'): ReadonlyMap<string, string> {
  return new Map([
    [indexNames.data, imageIndexCsv(set.images, target)],
    ...(set.test === null ? [] : [[indexNames.test, imageIndexCsv(set.test, target)] as const]),
  ]);
}

/** The lock of a set of pictures: its indexes, then what the pictures lie in. */
export function imageLock(
  set: ImageSet,
  options: { readonly target?: string; readonly location?: string; readonly label?: string } = {},
): DatasetLock {
  const { target = 'label', location, label } = options;
  const indexes = [...imageIndexes(set, target)].map(
    ([name, csv]): LockedFile => ({
      path: `raw/${name}`,
      part: name === indexNames.test ? 'test' : 'data',
      format: 'csv',
      sha256: createHash('sha256').update(csv).digest('hex'),
      bytes: Buffer.byteLength(csv),
      rows: (name === indexNames.test ? set.test : set.images)?.length ?? 0,
    }),
  );
  return {
    schemaVersion: 1,
    ...(label === undefined ? {} : { label }),
    capturedAt: new Date(Math.round(set.newestMs)).toISOString(),
    files: [...indexes, ...contentEntries(set.kind, set.files, location)],
    columns: ['image', target, 'content'],
    classes: Object.fromEntries(countClasses(set.images)),
  };
}

/**
 * What the pictures lie in, as entries of the lock: each archive, or one for all files of the folder.
 *
 * @param location where they came from, when they do not lie in git.
 */
export function contentEntries(
  kind: ImageSet['kind'],
  files: readonly ImageFile[],
  location?: string,
): LockedFile[] {
  if (kind === 'archive') {
    return files.map(({ path, sha256, bytes }) => ({
      path: `raw/${path}`,
      part: 'content',
      format: 'archive',
      sha256,
      bytes,
      rows: 0,
      ...(location === undefined
        ? {}
        : { source: { location: siblingOf(location, path), sha256, bytes } }),
    }));
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const sha256 = folderHash(files);
  return [
    {
      path: 'raw',
      part: 'content',
      format: 'folder',
      sha256,
      bytes,
      rows: 0,
      ...(location === undefined ? {} : { source: { location, sha256, bytes } }),
    },
  ];
}

/** One hash over many files: their paths and hashes, sorted by path. */
export function folderHash(
  files: readonly { readonly path: string; readonly sha256: string }[],
): string {
  const lines = files
    .map(({ path, sha256 }) => `${path}\0${sha256}\n`)
    .sort()
    .join('');
  return createHash('sha256').update(lines).digest('hex');
}

/** Archives of a set lie side by side, whichever of them was named. */
function siblingOf(location: string, name: string): string {
  return location.endsWith(`/${name}`) || location === name
    ? location
    : `${location.slice(0, location.lastIndexOf('/') + 1)}${name}`;
}
