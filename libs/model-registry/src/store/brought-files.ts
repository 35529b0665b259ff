import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { renameWithRetry } from '@create-mlops/stage';
import type { StoredBundle } from './stored-bundle.ts';

/** Whether every file of a bundle lies in the folder, under its sha256. */
export function isBrought(stored: StoredBundle, folder: string): boolean {
  return Object.values(stored.files).every(({ sha256 }) => existsSync(join(folder, sha256)));
}

/** Lays the files of a bundle that is here into the folder, as if they had been brought: nobody fetches what he has just sent. */
export function keepBrought(stored: StoredBundle, bundleDirectory: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, { sha256 }] of Object.entries(stored.files)) {
    const temporary = join(folder, `${sha256}.${process.pid}.tmp`);
    copyFileSync(join(bundleDirectory, path), temporary);
    renameWithRetry(temporary, join(folder, sha256));
  }
}

/** Lays what was brought for a bundle where it belongs. */
export function takeBrought(stored: StoredBundle, folder: string, bundleDirectory: string): void {
  for (const [path, { sha256 }] of Object.entries(stored.files)) {
    const place = join(bundleDirectory, path);
    mkdirSync(dirname(place), { recursive: true });
    copyFileSync(join(folder, sha256), place);
  }
}

/** Takes what was brought for a bundle out of the folder again. */
export function dropBrought(stored: StoredBundle, folder: string): void {
  for (const { sha256 } of Object.values(stored.files))
    rmSync(join(folder, sha256), { force: true });
}
