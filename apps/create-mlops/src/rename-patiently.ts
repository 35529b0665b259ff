import { renameSync } from 'node:fs';

/** What Windows answers while a virus scanner or an indexer looks at a file that was just written. */
const passing = new Set(['EPERM', 'EBUSY', 'EACCES']);
const waitsMs = [10, 25, 50, 100, 200, 400, 800];

/**
 * Renames a file or folder, again and again for a second and a half while Windows says that it is in use. Elsewhere these
 * errors do not pass by waiting.
 *
 * @throws {Error} the system's own, in the end.
 */
export async function renamePatiently(
  from: string,
  to: string,
  system: {
    readonly platform: NodeJS.Platform;
    readonly rename: (from: string, to: string) => void;
  } = { platform: process.platform, rename: renameSync },
): Promise<void> {
  for (const waitMs of system.platform === 'win32' ? waitsMs : []) {
    try {
      return system.rename(from, to);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (!passing.has(code)) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  system.rename(from, to);
}
