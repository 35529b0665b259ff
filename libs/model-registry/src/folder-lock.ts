import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { MlopsError } from '@create-mlops/contracts';

const waitMs = 15;
/** A writer holds the lock for the copy of one bundle; a minute means that something is wrong. */
const patienceMs = 60_000;
/** From another machine we cannot ask whether the holder lives; after this long it does not. */
const foreignStaleMs = 10 * 60_000;

/**
 * Runs `body` while this process alone may write below `folder`. `mkdir` is the lock: it is atomic on every file
 * system. A lock whose process died is taken over.
 *
 * @throws {MlopsError} REGISTRY_BUSY when another living process keeps it for a minute.
 */
export function withFolderLock<T>(folder: string, body: () => T): T {
  const lock = join(folder, '.lock');
  mkdirSync(dirname(lock), { recursive: true });
  const started = Date.now();
  while (!acquire(lock)) {
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
  try {
    return body();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function acquire(lock: string): boolean {
  try {
    mkdirSync(lock);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST' || code === 'EPERM' || code === 'EBUSY') return false;
    throw error;
  }
  writeFileSync(join(lock, 'holder'), `${process.pid} ${hostname()}`);
  return true;
}

function isAbandoned(lock: string): boolean {
  try {
    const ageMs = Date.now() - statSync(lock).mtimeMs;
    let holder: string;
    try {
      holder = readFileSync(join(lock, 'holder'), 'utf8');
    } catch {
      // Between mkdir and the note, or killed there.
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
  const aside = `${lock}-abandoned-${process.pid}`;
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
