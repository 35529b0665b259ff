import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetLock, LockedFile } from '@create-mlops/contracts';
import { parseReference, readPictureArchive } from '../../images/index.ts';
import type { ImageFile } from './image-set.ts';
import { describeUnusable, filesBelow, listPictures } from './list-pictures.ts';

/** What the pictures of a data set hold now. */
export type PictureContent = {
  /** First 16 digits of the sha256, by reference. */
  readonly content: ReadonlyMap<string, string>;
  readonly files: readonly ImageFile[];
  /** References of pictures that can be read. */
  readonly readable: ReadonlySet<string>;
  readonly notes: readonly string[];
  readonly newestMs: number;
};

/** Hashes every file below `raw` but the indexes. */
export async function folderContent(
  raw: string,
  entries: readonly LockedFile[],
): Promise<PictureContent> {
  const own = new Set(entries.map(({ path }) => path.replace(/^raw\//, '')));
  const paths = filesBelow(raw).filter((path) => !own.has(path));
  const { pictures, unusable } = await listPictures(raw, paths);
  const files: ImageFile[] = [];
  const content = new Map<string, string>();
  let newestMs = 0;
  // Unreadable files count as well: whether they may be there is for the checks to say.
  for (const path of paths) {
    const source = join(raw, ...path.split('/'));
    const bytes = readFileSync(source);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    files.push({ path, source, sha256, bytes: bytes.length });
    content.set(path, sha256.slice(0, 16));
    newestMs = Math.max(newestMs, statSync(source).mtimeMs);
  }
  return {
    content,
    files,
    readable: new Set(pictures.map(({ path }) => path)),
    notes: unusable.length === 0 ? [] : [`Not readable: ${describeUnusable(unusable).join('; ')}.`],
    newestMs,
  };
}

/** Hashes the archives of a lock, and of the pictures in them those that are asked for. */
export function archiveContent(
  directory: string,
  before: DatasetLock,
  wanted: readonly string[],
): PictureContent {
  const files: ImageFile[] = [];
  const content = new Map<string, string>();
  let newestMs = 0;
  for (const { path } of before.files.filter(({ part }) => part === 'content')) {
    const source = join(directory, ...path.split('/'));
    const bytes = readFileSync(source);
    const name = path.replace(/^raw\//, '');
    files.push({
      path: name,
      source,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
    });
    newestMs = Math.max(newestMs, statSync(source).mtimeMs);
    const archive = readPictureArchive(bytes);
    for (const reference of wanted) {
      const { path: of, index } = parseReference(reference);
      if (archive === null || of !== name || index === null || index >= archive.count) continue;
      const hash = createHash('sha256').update(archive.pictureAt(index)).digest('hex');
      content.set(reference, hash.slice(0, 16));
    }
  }
  return { content, files, readable: new Set(content.keys()), notes: [], newestMs };
}
