import { rename } from 'node:fs/promises';

const attempts = 10;
const firstPauseMs = 10;

/** Renames a file over another. Virus scanners on Windows hold new files for a moment: EPERM and EBUSY are tried again. */
export async function retryRename(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      const isHeld = code === 'EPERM' || code === 'EBUSY' || code === 'EACCES';
      if (!isHeld || attempt === attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, firstPauseMs * 2 ** attempt));
    }
  }
}
