import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type DatasetLock, MlopsError } from '@create-mlops/contracts';
import { hashFile } from './hash-file.ts';

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
