import { rename, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Windows refuses a rename while an indexer or virus scanner holds a file; it lets go within seconds. */
const transient = new Set(['EPERM', 'EBUSY', 'EACCES']);
const ATTEMPTS = 10;
const FIRST_WAIT_MS = 10;

/** Puts the folder `fresh` in the place of `directory`, whether that exists or not. Both lie beside each other. */
export async function replaceDirectory(fresh: string, directory: string): Promise<void> {
  const old = `${fresh}.old`;
  await removeDirectory(old);
  const hadOld = await renamePatiently(directory, old).then(
    () => true,
    (cause: unknown) => {
      if (codeOf(cause) === 'ENOENT') return false;
      throw cause;
    },
  );
  try {
    await renamePatiently(fresh, directory);
  } catch (cause) {
    if (hadOld) await renamePatiently(old, directory);
    throw cause;
  }
  await removeDirectory(old);
}

/** Removes a folder, whether it exists or not. */
export async function removeDirectory(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/** Renames, trying again while the operating system says that something else holds the file. */
export async function renamePatiently(
  from: string,
  to: string,
  renameOnce: (from: string, to: string) => Promise<void> = rename,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await renameOnce(from, to);
    } catch (cause) {
      if (attempt === ATTEMPTS || !transient.has(codeOf(cause))) throw cause;
      await sleep(FIRST_WAIT_MS * 2 ** (attempt - 1));
    }
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
