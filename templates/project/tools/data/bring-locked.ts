import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import {
  type DatasetLock,
  datasetLockSchema,
  type LockedFile,
  MlopsError,
} from '@create-mlops/contracts';
import { fetchFile, verifyLock } from '@create-mlops/dataset';
import { readJson } from '@create-mlops/stage';
import { type ModelData, openModelData } from './model-data.ts';
import { restoreFile } from './restore-file.ts';
import { whyMissing } from './why-missing.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);

/**
 * Brings every file that a model's lock names and that is not there, or is not what it was.
 *
 * @param given a file or folder in which it is looked for first; otherwise where it came from counts.
 * @throws {MlopsError} FILE_NOT_FOUND or LOCK_MISMATCH, saying what to do.
 */
export async function bringLocked(root: string, model: string, given?: string): Promise<void> {
  const data = await openModelData(root, model);
  const lock = readJson(join(data.directory, 'dataset.lock.json'), datasetLockSchema, {
    missing: `Put a file into models/${model}/data/raw and run \`npm run data:lock\`.`,
  });
  const missing: LockedFile[] = [];
  for (const file of lock.files) {
    if (await isWhole(data.directory, file, lock)) {
      print(`${model}: ${file.path} is there and whole.`);
    } else missing.push(file);
  }
  // What somebody gives may be one file of several; the others are looked for where they came from.
  const left: LockedFile[] = [];
  for (const file of missing) {
    if (given !== undefined && (await restoreFile(resolve(given), file, data))) {
      print(`${model}: ${file.path} brought from ${given} and verified.`);
    } else left.push(file);
  }
  const [first] = left;
  if (given !== undefined && first !== undefined && left.length === missing.length) {
    throw whyMissing(root, data, first, given);
  }
  for (const file of left) {
    if (!(await bring(root, file, data))) throw whyMissing(root, data, file);
    print(`${model}: ${file.path} fetched and verified.`);
  }
}

/** Whether a file, or a folder's files, are those of the lock. */
async function isWhole(directory: string, file: LockedFile, lock: DatasetLock): Promise<boolean> {
  const others = lock.files.filter(({ part }) => part !== 'content' && part !== file.part);
  const alone = { ...lock, files: file.format === 'folder' ? [file, ...others] : [file] };
  return verifyLock(directory, alone).then(
    () => true,
    () => false,
  );
}

/** From where it came: a place on this disk, or an address. */
async function bring(root: string, file: LockedFile, data: ModelData): Promise<boolean> {
  if (file.source === undefined) return false;
  const { location, sha256 } = file.source;
  if (!/^https?:\/\//.test(location)) {
    const place = resolve(root, location);
    return existsSync(place) && restoreFile(place, file, data);
  }
  const folder = join(data.directory, 'raw', '.source');
  const place = join(folder, basename(new URL(location).pathname));
  mkdirSync(folder, { recursive: true });
  await fetchFile(place, { location, sha256, onProgress: showProgress(file.path) });
  const isRestored = await restoreFile(place, file, data);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  if (isRestored) return true;
  throw new MlopsError(
    'LOCK_MISMATCH',
    `${file.path} was fetched, but converting it gave other bytes than dataset.lock.json names.`,
    'Take the file in anew with `npm run data:lock`.',
  );
}

function showProgress(name: string): (received: number, total: number | null) => void {
  if (process.stderr.isTTY !== true) return () => undefined;
  return (received, total) => {
    const share = total === null ? '' : ` of ${(total / 1024 ** 2).toFixed(1)}`;
    process.stderr.write(`\r${name}: ${(received / 1024 ** 2).toFixed(1)}${share} MB`);
  };
}
