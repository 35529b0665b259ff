import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { CommandError } from './command-error.ts';
import { renamePatiently } from './rename-patiently.ts';

/** Stands in a folder while it is filled, and stays there when nothing could clean up any more (`kill -9`, a power cut). */
export const unfinishedName = '.create-mlops-unfinished.json';

/** Enough to put everything back, whichever of the moves were made. */
type Unfinished = {
  readonly about: string;
  /** Whose process fills the folder. */
  readonly pid: number;
  /** Where the files come from, and go back to. */
  readonly temporary: string;
  /** What is moved in, and what a thing of that name was called aside. */
  readonly moves: readonly { readonly name: string; readonly kept: string | null }[];
  /** Size and time of every file that is moved in. */
  readonly files: Readonly<Record<string, string>>;
};

const about =
  'create-mlops was stopped while it filled this folder. Run the same command again: it puts back what was here, then starts anew.';

/**
 * Moves what lies in `temporary` into a folder that exists, entry by entry; what is in the way is kept under another name.
 * A failure, and a process that ends, undo it; after a kill the next run does.
 *
 * @returns what was called aside, to tell the user.
 */
export async function fillFolder(temporary: string, directory: string): Promise<string[]> {
  const names = readdirSync(temporary);
  const moves = names.map((name) => ({
    name,
    kept: existsSync(join(directory, name)) ? keptName(directory, name) : null,
  }));
  const files = Object.fromEntries(stampsBelow(temporary, names));
  const unfinished: Unfinished = { about, pid: process.pid, temporary, moves, files };
  const note = join(directory, unfinishedName);
  const undo = () => undoFill(directory);
  // Fails where another process has just begun to fill the same folder.
  writeFileSync(note, `${JSON.stringify(unfinished, null, 2)}\n`, { flag: 'wx' });
  process.prependOnceListener('exit', undo);
  try {
    for (const { name, kept } of moves) {
      if (kept !== null) await renamePatiently(join(directory, name), join(directory, kept));
      await renamePatiently(join(temporary, name), join(directory, name));
    }
    rmSync(note);
  } catch (error) {
    undo();
    throw error;
  } finally {
    process.off('exit', undo);
  }
  return moves.flatMap(({ name, kept }) =>
    kept === null ? [] : [`Your ${name} is kept as ${kept}.`],
  );
}

/**
 * The names in a folder that a stopped run has left there; none where nothing was stopped.
 *
 * @throws {CommandError} when that run goes on, had come to its end, or when a file of its was changed since: then a person
 * has to look.
 */
export function namesLeftByStoppedRun(directory: string): ReadonlySet<string> {
  const unfinished = readUnfinished(directory);
  if (unfinished === null) return new Set();
  if (unfinished === 'cut') return new Set([unfinishedName]);
  const { pid, temporary, moves, files } = unfinished;
  if (pid !== process.pid && isAlive(pid)) {
    throw new CommandError(
      `Process ${pid} is filling ${directory} at this moment.`,
      'Wait for it, or choose another folder.',
    );
  }
  const moved = moves.filter(({ name }) => isMoved(name, directory, temporary));
  const changed = stampsBelow(
    directory,
    moved.map(({ name }) => name),
  ).find(([path, stamp]) => files[path] !== stamp);
  if (changed !== undefined) {
    throw new CommandError(
      `A run that was stopped has left a part of a project in ${directory}, and ${changed[0]} in it was changed since.`,
      `Move what is yours out of that folder, and delete the rest with ${unfinishedName}; or choose another folder.`,
    );
  }
  return new Set([
    unfinishedName,
    ...moved.map(({ name }) => name),
    ...moves.flatMap(({ kept }) => (kept === null ? [] : [kept])),
  ]);
}

/**
 * Puts a folder back to what it was before it was filled, as far as it had come. It may be stopped and done again at any
 * point.
 *
 * @returns whether there was something to undo.
 */
export function undoFill(directory: string): boolean {
  const unfinished = readUnfinished(directory);
  if (unfinished === null) return false;
  if (unfinished !== 'cut') {
    const { temporary, moves } = unfinished;
    mkdirSync(temporary, { recursive: true });
    for (const { name, kept } of moves) {
      const place = join(directory, name);
      if (isMoved(name, directory, temporary)) renameSync(place, join(temporary, name));
      if (kept !== null && existsSync(join(directory, kept)) && !existsSync(place)) {
        renameSync(join(directory, kept), place);
      }
    }
  }
  rmSync(join(directory, unfinishedName));
  if (unfinished !== 'cut') rmSync(unfinished.temporary, { recursive: true, force: true });
  return true;
}

/** What was not moved yet still lies in the temporary folder; what stands here under its name is the user's. */
const isMoved = (name: string, directory: string, temporary: string) =>
  existsSync(join(directory, name)) && !existsSync(join(temporary, name));

/** `null` where nothing was stopped; `cut` where it was stopped before the note was whole, and so before the first move. */
function readUnfinished(directory: string): Unfinished | 'cut' | null {
  let text: string;
  try {
    text = readFileSync(join(directory, unfinishedName), 'utf8');
  } catch {
    return null;
  }
  try {
    return JSON.parse(text);
  } catch {
    return 'cut';
  }
}

/** Paths with `/` and stamps of all files below these entries of a folder. */
function stampsBelow(folder: string, names: readonly string[]): [path: string, stamp: string][] {
  return names.flatMap((name) => {
    const path = join(folder, name);
    const stats = lstatSync(path);
    if (!stats.isDirectory()) return [[name, `${stats.size} ${stats.mtimeMs}`]];
    return stampsBelow(path, readdirSync(path)).map(([inner, stamp]): [string, string] => [
      `${name}/${inner}`,
      stamp,
    ]);
  });
}

function keptName(directory: string, name: string): string {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let number = 1; ; number++) {
    const kept = `${stem}.before${number === 1 ? '' : number}${extension}`;
    if (!existsSync(join(directory, kept))) return kept;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
