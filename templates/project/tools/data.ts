// npm run data [model]: brings every data file that dataset.lock.json names and that is not there, and verifies it.
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import {
  type DatasetLock,
  datasetLockSchema,
  exitCodes,
  type LockedFile,
  MlopsError,
} from '@create-mlops/contracts';
import { fetchFile, hashFile, verifyLock } from '@create-mlops/dataset';
import { importFile, profileFile, readImageSet } from '@create-mlops/dataset/import';
import { readJson, runMain } from '@create-mlops/stage';
import { modelNames } from './model-names.ts';

const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2);

await runMain(async () => {
  for (const model of modelNames(root).filter(
    (name) => words.length === 0 || words.includes(name),
  )) {
    const directory = join(root, 'models', model, 'data');
    const lock = readJson(join(directory, 'dataset.lock.json'), datasetLockSchema, {
      missing: `Put a file into models/${model}/data/raw and run \`npm run data:lock\`.`,
    });
    for (const file of lock.files) {
      const path = join(directory, ...file.path.split('/'));
      if (await isWhole(directory, file, lock)) {
        process.stdout.write(`${model}: ${file.path} is there and whole.\n`);
        continue;
      }
      await bring(path, file);
      process.stdout.write(`${model}: ${file.path} fetched and verified.\n`);
    }
  }
  return exitCodes.pass;
});

/** Whether a file, or a folder's files, are those of the lock. */
async function isWhole(directory: string, file: LockedFile, lock: DatasetLock): Promise<boolean> {
  const others = lock.files.filter(({ part }) => part !== 'content' && part !== file.part);
  const alone = { ...lock, files: file.format === 'folder' ? [file, ...others] : [file] };
  return verifyLock(directory, alone).then(
    () => true,
    () => false,
  );
}

async function bring(path: string, file: LockedFile): Promise<void> {
  if (file.source === undefined) {
    throw new MlopsError(
      'FILE_NOT_FOUND',
      `${file.path} is missing or changed, and dataset.lock.json names no source for it.`,
      `Restore it from git: \`git checkout -- ${file.path}\`.`,
    );
  }
  const { location, sha256 } = file.source;
  if (file.format === 'folder') {
    const folder = resolve(root, location);
    if (!existsSync(folder)) {
      throw new MlopsError(
        'FILE_NOT_FOUND',
        `The pictures came from ${location}, which is not there on this machine.`,
        `Copy them to ${relative(root, path)}, then run \`npm run data\` again.`,
      );
    }
    const { files } = await readImageSet(folder);
    for (const picture of files) {
      const place = join(path, ...picture.path.split('/'));
      mkdirSync(dirname(place), { recursive: true });
      copyFileSync(picture.source, place);
    }
    return;
  }
  const isConverted = sha256 !== file.sha256;
  const place = isConverted ? join(dirname(path), '.source', basename(location)) : path;
  mkdirSync(dirname(place), { recursive: true });
  await fetchFile(place, { location, sha256, onProgress: showProgress(file.path) });
  if (!isConverted) return;
  // The source was converted when it was taken in; the same conversion gives the same bytes.
  const profile = await profileFile(place);
  await importFile(place, dirname(path), profile, { name: basename(path) });
  rmSync(dirname(place), { recursive: true, force: true });
  if ((await hashFile(path)) !== file.sha256) {
    throw new MlopsError(
      'LOCK_MISMATCH',
      `${file.path} was fetched, but converting it gave other bytes than dataset.lock.json names.`,
      'Take the file in anew with `npm run data:lock`.',
    );
  }
}

function showProgress(name: string): (received: number, total: number | null) => void {
  if (process.stderr.isTTY !== true) return () => undefined;
  return (received, total) => {
    const share = total === null ? '' : ` of ${(total / 1024 ** 2).toFixed(1)}`;
    process.stderr.write(`\r${name}: ${(received / 1024 ** 2).toFixed(1)}${share} MB`);
  };
}
