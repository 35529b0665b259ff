import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { type LockedFile, MlopsError } from '@create-mlops/contracts';
import type { ModelData } from './model-data.ts';

/** What a person can do about a file that the lock names and that is not there, or is not what it was. */
export function whyMissing(
  root: string,
  { model, directory }: ModelData,
  entry: LockedFile,
  given?: string,
): MlopsError {
  const path = shown(root, join(directory, ...entry.path.split('/')));
  const restore = `Restore it from git: \`git checkout -- ${path}\`.`;
  const takeIn = (file: string) =>
    `To train on what it holds now, take it in anew: \`npm run data:lock ${model} ${file}\`.`;
  if (given !== undefined) {
    const wanted = entry.source === undefined ? '' : `, which came from ${entry.source.location}`;
    return new MlopsError(
      'LOCK_MISMATCH',
      `${given} does not hold what dataset.lock.json names as ${entry.path} (sha256 ${short(entry)}${wanted}).`,
      isTracked(root, path) ? restore : takeIn(given),
    );
  }
  const missing = existsSync(join(root, ...path.split('/'))) ? 'changed' : 'missing';
  if (isTracked(root, path)) {
    return new MlopsError('FILE_NOT_FOUND', `${path} is ${missing}.`, restore);
  }
  const bring = `Run \`npm run data ${model} FILE\` with the place where it lies now, or put what was taken in back at ${path} (sha256 ${short(entry)}).`;
  if (entry.source === undefined) {
    return new MlopsError(
      'FILE_NOT_FOUND',
      `${path} is ${missing}. It is not in git, and dataset.lock.json does not say where it came from.`,
      bring,
    );
  }
  const { location } = entry.source;
  return existsSync(resolve(root, location))
    ? new MlopsError(
        'LOCK_MISMATCH',
        `${path} is ${missing}, and ${location}, which it was made of, holds other bytes than then.`,
        takeIn(location),
      )
    : new MlopsError(
        'FILE_NOT_FOUND',
        `The data lies at ${location}, which is not there on this machine.`,
        bring,
      );
}

const short = ({ sha256 }: LockedFile): string => sha256.slice(0, 12);

const shown = (root: string, path: string): string => relative(root, path).split(sep).join('/');

/** Whether git can bring it back; where there is no git, it cannot. */
function isTracked(root: string, path: string): boolean {
  const { status, stdout } = spawnSync('git', ['ls-files', '--', path], {
    cwd: root,
    encoding: 'utf8',
    windowsHide: true,
  });
  return status === 0 && stdout.trim() !== '';
}
