import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type DatasetLock, type LockedFile, MlopsError } from '@create-mlops/contracts';
import { hashFile } from './hash-file.ts';
import { folderHash } from './import/images/image-lock.ts';
import { filesBelow } from './import/images/list-pictures.ts';

/**
 * Holds every file that the lock names against its sha256.
 *
 * @param directory the model's data folder, to which the lock's paths are relative.
 * @throws {MlopsError} FILE_NOT_FOUND when a file is not there; LOCK_MISMATCH when its bytes are others.
 */
export async function verifyLock(directory: string, lock: DatasetLock): Promise<void> {
  for (const file of lock.files) {
    const path = join(directory, ...file.path.split('/'));
    const info = await stat(path).catch(() => null);
    if (info === null) {
      throw new MlopsError(
        'FILE_NOT_FOUND',
        `The data file '${file.path}' is not there.`,
        'Run `npm run data` to fetch it.',
      );
    }
    if (file.format === 'folder') {
      await verifyFolder(directory, file, lock);
      continue;
    }
    const isSame = info.size === file.bytes && (await hashFile(path)) === file.sha256;
    if (!isSame) {
      throw new MlopsError(
        'LOCK_MISMATCH',
        `The data file '${file.path}' (${info.size} bytes) is not the one in dataset.lock.json (${file.bytes} bytes).`,
        'If you meant to change the data, run `npm run data:lock`; if not, restore the file or run `npm run data`.',
      );
    }
  }
}

/** Every file of the folder but those that have entries of their own. */
async function verifyFolder(
  directory: string,
  entry: LockedFile,
  lock: DatasetLock,
): Promise<void> {
  const folder = join(directory, ...entry.path.split('/'));
  const own = new Set(lock.files.map(({ path }) => path));
  const paths = filesBelow(folder).filter((path) => !own.has(`${entry.path}/${path}`));
  const files: { readonly path: string; readonly sha256: string }[] = [];
  for (const path of paths) {
    files.push({ path, sha256: await hashFile(join(folder, ...path.split('/'))) });
  }
  if (folderHash(files) === entry.sha256) return;
  throw new MlopsError(
    'LOCK_MISMATCH',
    `The ${files.length} files below '${entry.path}' are not those in dataset.lock.json: some were added, changed or taken away.`,
    'If you meant to change the data, run `npm run data:lock`; if not, restore the files or run `npm run data`.',
  );
}
