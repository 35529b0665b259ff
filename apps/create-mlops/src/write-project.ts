import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import type { PlannedFile } from '@create-mlops/generators';
import { CommandError } from './command-error.ts';
import { fillFolder, namesLeftByStoppedRun, undoFill } from './fill-folder.ts';
import { renamePatiently } from './rename-patiently.ts';

/** What may stand in a folder that becomes a project: what a forge puts into an empty repository. */
const welcome = /^(\.git|licen[cs]e(\.\w+)?|readme(\.\w+)?)$/i;

/**
 * Refuses a folder that holds anything of value, naming what is in the way. What a stopped run has left there is of none:
 * `writeProject` removes it.
 *
 * @throws {CommandError} when it is a file, or holds more than `.git`, a licence and a README.
 */
export function requireFreeFolder(directory: string): void {
  if (!existsSync(directory)) return;
  let names: string[];
  try {
    names = readdirSync(directory);
  } catch (cause) {
    throw new CommandError(
      `${directory} is not a folder that can be read.`,
      'Choose another folder.',
      { cause },
    );
  }
  const left = namesLeftByStoppedRun(directory);
  const inTheWay = names.filter((name) => !welcome.test(name) && !left.has(name));
  if (inTheWay.length === 0) return;
  const shown = inTheWay.slice(0, 5).join(', ');
  const more = inTheWay.length > 5 ? ` and ${inTheWay.length - 5} more` : '';
  throw new CommandError(
    `${directory} is not empty: it holds ${shown}${more}.`,
    'Choose another folder, or empty this one. Nothing was written.',
  );
}

/**
 * Writes all files or none: into a folder beside the target first, then in one move, or into a folder that exists entry by
 * entry. Whatever stops it, a full disk and the end of the process among them, leaves the target as it was; only where nothing
 * can clean up any more (`kill -9`) does the dot-prefixed folder stay, and a part of the project with a note that tells the
 * next run how to put everything back.
 *
 * @returns what was put back or moved out of the way, to tell the user.
 */
export async function writeProject(
  directory: string,
  files: readonly PlannedFile[],
): Promise<string[]> {
  const parent = dirname(directory);
  const madeParents = makeParents(parent);
  const temporary = join(parent, `.${basename(directory)}-${randomBytes(4).toString('hex')}.tmp`);
  const clean = () => {
    rmSync(temporary, { recursive: true, force: true });
    if (madeParents !== undefined) removeIfEmpty(parent, madeParents);
  };
  process.once('exit', clean);
  try {
    requireFreeFolder(directory);
    const stopped = undoFill(directory)
      ? ['What an earlier run had left half done here when it was stopped was put back first.']
      : [];
    mkdirSync(temporary);
    writeFiles(temporary, files);
    await pendingSignals();
    return [...stopped, ...(await moveIntoPlace(temporary, directory))];
  } catch (error) {
    clean();
    throw readableError(error, directory);
  } finally {
    process.off('exit', clean);
  }
}

/** A signal that came while files were being written is heard only now: its turn comes with the next round of events. */
async function pendingSignals(): Promise<void> {
  for (let round = 0; round < 2; round++) await new Promise((resolve) => setImmediate(resolve));
}

function makeParents(parent: string): string | undefined {
  try {
    return mkdirSync(parent, { recursive: true });
  } catch (error) {
    throw readableError(error, parent);
  }
}

function removeIfEmpty(from: string, upTo: string): void {
  for (let folder = from; folder.startsWith(upTo); folder = dirname(folder)) {
    if (!existsSync(folder) || readdirSync(folder).length > 0) return;
    rmSync(folder, { recursive: true });
  }
}

function writeFiles(root: string, files: readonly PlannedFile[]): void {
  const made = new Set(['']);
  // A plan's paths are clean, so they need no `join`: that took longer than a tenth of the writing.
  const pathOf = (path: string) => `${root}${sep}${sep === '/' ? path : path.replaceAll('/', sep)}`;
  const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const make = (folder: string) => {
    if (made.has(folder)) return;
    make(folderOf(folder));
    mkdirSync(pathOf(folder));
    made.add(folder);
  };
  for (const file of files) {
    make(folderOf(file.path));
    const path = pathOf(file.path);
    if ('copyOf' in file.source) copyFileSync(file.source.copyOf, path);
    else writeWhole(path, file.source.content);
  }
}

function writeWhole(path: string, content: Uint8Array): void {
  const descriptor = openSync(path, 'wx');
  try {
    for (let at = 0; at < content.length; ) at += writeSync(descriptor, content, at);
  } finally {
    closeSync(descriptor);
  }
}

async function moveIntoPlace(temporary: string, directory: string): Promise<string[]> {
  if (!existsSync(directory)) {
    await renamePatiently(temporary, directory);
    return [];
  }
  // The folder exists and holds at most .git, a licence and a README.
  requireFreeFolder(directory);
  const notes = await fillFolder(temporary, directory);
  rmSync(temporary, { recursive: true, force: true });
  return notes;
}

function readableError(error: unknown, directory: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  const told: Record<string, readonly [string, string]> = {
    ENOSPC: ['The disk is full', 'Free some space and run the same command again.'],
    EDQUOT: ['Your share of the disk is full', 'Free some space and run the same command again.'],
    EACCES: [`${directory} may not be written`, 'Choose a folder that is yours.'],
    EPERM: [`${directory} may not be written`, 'Choose a folder that is yours.'],
    EROFS: [`${directory} lies on a read-only disk`, 'Choose another folder.'],
    EEXIST: [`A part of ${directory} is a file, not a folder`, 'Choose another folder.'],
    ENOTDIR: [`A part of ${directory} is a file, not a folder`, 'Choose another folder.'],
    ENAMETOOLONG: [`${directory} is too long a path`, 'Choose a shorter one.'],
  };
  const known = told[String(code)];
  if (known === undefined) {
    if (!(error instanceof Error && 'syscall' in error)) return error;
    return new CommandError(
      `${directory} could not be written: ${error.message}. Nothing was.`,
      'Choose another folder, or mend what the system says.',
      { cause: error },
    );
  }
  return new CommandError(`${known[0]}. Nothing was written.`, known[1], { cause: error });
}

/** The id that git gives to these bytes as a blob. */
export function gitBlobId(file: PlannedFile): string {
  const content = 'copyOf' in file.source ? readFileSync(file.source.copyOf) : file.source.content;
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
