import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const skipped = new Set([
  'node_modules',
  'dist',
  '.nx',
  '.git',
  'artifacts',
  'registry',
  'tmp',
  'coverage',
]);

/** Files below the given folders, by path relative to the root with forward slashes, sorted. */
export function sourceFiles(
  root: string,
  folders: readonly string[],
  endings: readonly string[],
): string[] {
  const found: string[] = [];
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (skipped.has(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (endings.some((ending) => entry.name.endsWith(ending))) {
        found.push(relative(root, path).split(sep).join('/'));
      }
    }
  };
  for (const folder of folders) walk(join(root, folder));
  return found.sort();
}
