import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import './outlive-reader.cjs';

const outliveReader = join(import.meta.dirname, 'outlive-reader.cjs');
const interrupted = 130;

/** Where Nx keeps what it knows of the workspace; the variables are its own. */
export const nxDataFolder = () =>
  resolve(
    process.env.NX_WORKSPACE_DATA_DIRECTORY ??
      process.env.NX_PROJECT_GRAPH_CACHE_DIRECTORY ??
      '.nx/workspace-data',
  );

/**
 * Runs Nx with these words and returns its exit code. Nx remembers the hash of a file by its time in whole seconds: an edit in
 * the second of the last hash would be missed, and old outputs would come from the cache. So it forgets those hashes before
 * and afterwards; hashing this project again takes milliseconds.
 */
export function runNx(words) {
  const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
  forgetFileHashes();
  const start = ['--require', outliveReader, nx, ...words];
  const child = spawnSync(process.execPath, start, { stdio: 'inherit' });
  forgetFileHashes();
  return child.signal === null ? (child.status ?? 1) : interrupted;
}

function forgetFileHashes() {
  rmSync(resolve(nxDataFolder(), 'nx_files.nxt'), { force: true });
}
