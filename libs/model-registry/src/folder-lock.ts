import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { MlopsError } from '@create-mlops/contracts';

const waitMs = 15;
/** A writer holds the lock for the copy of one bundle; a minute means that something is wrong. */
const patienceMs = 60_000;
/** From another machine we cannot ask whether the holder lives; after this long it does not. */
const foreignStaleMs = 10 * 60_000;

/**
 * Runs `body` while this process alone may write below `folder`. The lock is a folder that already tells its holder
 * when it is renamed into place: whoever is killed leaves no lock or one whose death can be seen at once. A lock whose
 * process died is taken over.
 *
 * @throws {MlopsError} REGISTRY_BUSY when another living process keeps it for a minute; REGISTRY_REFUSED when the folder
 * cannot be written.
 */
export function withFolderLock<T>(folder: string, body: () => T): T {
  const lock = join(folder, '.lock');
  const own = `${lock}-${process.pid}-${randomUUID().slice(0, 8)}`;
  prepare(own);
  try {
    writeFileSync(join(own, 'holder'), `${process.pid} ${hostname()}`);
    waitFor(folder, lock, own);
  } catch (error) {
    rmSync(own, { recursive: true, force: true });
    throw error;
  }
  try {
    sweepAbandoned(folder);
    return body();
  } finally {
    release(lock, own);
  }
}

function prepare(own: string): void {
  try {
    mkdirSync(own, { recursive: true });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : '';
    if (code !== 'EROFS' && code !== 'EACCES' && code !== 'EPERM') throw cause;
    throw new MlopsError(
      'REGISTRY_REFUSED',
      `${dirname(own)} cannot be written (${code}): a registry that changes, or that is read from elsewhere, needs it.`,
      'Give this user the right to write there; in a container, mount the folder without `:ro`.',
      { cause },
    );
  }
}

function waitFor(folder: string, lock: string, own: string): void {
  const started = Date.now();
  while (!acquire(lock, own)) {
    if (isAbandoned(lock)) {
      removeAbandoned(lock);
      continue;
    }
    if (Date.now() - started > patienceMs) {
      throw new MlopsError(
        'REGISTRY_BUSY',
        `Another process has been writing to ${folder} for more than a minute.`,
        `Wait for it. If none is running, delete ${lock} and try again.`,
      );
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, waitMs);
  }
}

/** What renaming onto a folder that is in use says, on the systems that we know. */
const heldBySomebody = new Set(['EEXIST', 'ENOTEMPTY', 'EPERM', 'EACCES', 'EBUSY']);

function acquire(lock: string, own: string): boolean {
  // POSIX lets a rename replace an empty folder, Windows none: a lock that is held is never empty.
  try {
    renameSync(own, lock);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // An existing lock explains a refusal; without one it is the folder that cannot be written.
    if (heldBySomebody.has(code) && (existsSync(lock) || code !== 'EACCES')) return false;
    throw error;
  }
}

/** Moved away whole before it is deleted: half a deleted lock would look like one that nobody holds. */
function release(lock: string, own: string): void {
  try {
    renameSync(lock, own);
  } catch {
    rmSync(lock, { recursive: true, force: true });
  }
  rmSync(own, { recursive: true, force: true });
}

/** What killed processes prepared or moved aside and could not delete. */
function sweepAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith('.lock-')) continue;
    const path = join(folder, name);
    if (isAbandoned(path)) rmSync(path, { recursive: true, force: true });
  }
}

function isAbandoned(lock: string): boolean {
  try {
    const ageMs = Date.now() - statSync(lock).mtimeMs;
    let holder: string;
    try {
      holder = readFileSync(join(lock, 'holder'), 'utf8');
    } catch {
      // Killed between the folder and its note.
      return ageMs > 5_000;
    }
    const [pid, host] = holder.split(' ');
    if (host !== hostname()) return ageMs > foreignStaleMs;
    return !isAlive(Number(pid));
  } catch {
    return false;
  }
}

/**
 * Moves the lock aside before deleting it: of two processes that both found it abandoned, the slower one could otherwise
 * delete the lock that the faster one has just taken.
 */
function removeAbandoned(lock: string): void {
  const aside = `${lock}-${process.pid}-aside`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (isAbandoned(aside)) rmSync(aside, { recursive: true, force: true });
  else renameSync(aside, lock);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
