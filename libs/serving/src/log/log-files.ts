import { appendFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The files that one model's prediction log is made of. */
export type LogFiles = {
  /** Appends whole lines. @throws what the disk says. */
  readonly append: (text: string, day: string) => Promise<void>;
};

/**
 * `2026-01-31.ndjson`, followed by `2026-01-31_002.ndjson` when it is full: sorted by name, files are sorted by time.
 * Nothing is renamed, so that on Windows a reader is never in the way.
 */
export function openLogFiles(
  directory: string,
  { maxBytes, keepFiles }: { readonly maxBytes: number; readonly keepFiles: number },
): LogFiles {
  let current: { readonly day: string; readonly number: number; bytes: number } | null = null;

  const open = async (day: string) => {
    await mkdir(directory, { recursive: true });
    const numbers = (await ownFiles(directory))
      .filter((name) => name.startsWith(day))
      .map(numberOf);
    const number = Math.max(1, ...numbers);
    const bytes = await stat(join(directory, fileName(day, number))).then(
      ({ size }) => size,
      () => 0,
    );
    return { day, number, bytes };
  };

  return {
    async append(text, day) {
      const bytes = Buffer.byteLength(text);
      if (current === null || current.day !== day) current = await open(day);
      if (current.bytes > 0 && current.bytes + bytes > maxBytes) {
        current = { day, number: current.number + 1, bytes: 0 };
      }
      const isNew = current.bytes === 0;
      try {
        await appendFile(join(directory, fileName(day, current.number)), text);
        current.bytes += bytes;
      } catch (error) {
        // The folder may be gone: look again next time.
        current = null;
        throw error;
      }
      if (isNew) await deleteOld(directory, keepFiles);
    },
  };
}

const pattern = /^\d{4}-\d\d-\d\d(?:_(\d+))?\.ndjson$/;

const fileName = (day: string, number: number): string =>
  number === 1 ? `${day}.ndjson` : `${day}_${String(number).padStart(3, '0')}.ndjson`;

const numberOf = (name: string): number => Number(pattern.exec(name)?.[1] ?? 1);

async function ownFiles(directory: string): Promise<string[]> {
  return (await readdir(directory)).filter((name) => pattern.test(name)).sort();
}

async function deleteOld(directory: string, keepFiles: number): Promise<void> {
  for (const name of (await ownFiles(directory)).slice(0, -keepFiles)) {
    // A reader on Windows holds a file open; it goes with the next one.
    await rm(join(directory, name), { force: true }).catch(() => {});
  }
}
