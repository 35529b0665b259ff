import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileProfile } from './file-profile.ts';
import { type ProfileOptions, profileFile } from './profile-file.ts';
import { seededRandom } from './row-reservoir.ts';

/** Runs `use` with the path of a file that holds `content` and removes it afterwards. */
export async function withFile<Result>(
  content: string | Uint8Array,
  use: (path: string, directory: string) => Promise<Result>,
  name = 'data.csv',
): Promise<Result> {
  const directory = mkdtempSync(join(tmpdir(), 'import-'));
  try {
    const path = join(directory, name);
    writeFileSync(path, content);
    return await use(path, directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The profile of a file with this content. */
export function profileText(
  content: string | Uint8Array,
  name = 'data.csv',
  options: ProfileOptions = {},
): Promise<FileProfile> {
  return withFile(content, (path) => profileFile(path, options), name);
}

/** A CSV of `rows` rows, each made by `row` from its number (from 0) and a seeded generator. */
export function csvOf(
  header: string,
  rows: number,
  row: (index: number, random: () => number) => readonly (string | number | boolean)[],
  seed = 1,
): string {
  const random = seededRandom(seed);
  const lines = Array.from({ length: rows }, (_, index) => row(index, random).join(','));
  return `${[header, ...lines].join('\n')}\n`;
}

/** The path of a public data set beside the repository; `null` where it is not there. */
export function publicData(name: string): string | null {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const path = join(folder, '..', 'shared', 'data', name);
    if (existsSync(path)) return path;
    const parent = dirname(folder);
    if (parent === folder) return null;
    folder = parent;
  }
}
