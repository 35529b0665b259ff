import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { registryFolder } from './reports.mjs';

const packages = 'node_modules';
/** Written by git and by Nx themselves. Of both, and of the packages, the files in `single` count. */
const left = new Set(['.git', '.nx']);
const single = { installed: `${packages}/.package-lock.json`, ignored: '.git/info/exclude' };

/**
 * The time of a file says nothing of changes shortly after it: FAT counts in steps of two seconds, and a network disk may have
 * another clock. The bytes of a file that young are hashed, too.
 */
const youngMs = 10_000;

/**
 * Every file that a stage or Nx may read: all below the project, and the registry wherever it lies.
 *
 * @returns `stamps`, path → size, times, inode and mode, which change with every write, also with one of the same bytes or
 * with the old time set again; `young`, path → sha256 of files changed a moment ago. `null` when something cannot be read or
 * is neither file, folder nor link.
 */
export function projectFiles() {
  const files = { stamps: new Map(), young: new Map() };
  const settledNs = BigInt(Date.now() - youngMs) * 1_000_000n;
  const links = new Set();

  const add = (path, stats) => {
    files.stamps.set(path, stampOf(stats));
    if (stats.mtimeNs > settledNs || stats.ctimeNs > settledNs) files.young.set(path, hashOf(path));
  };
  const walk = (folder) => {
    for (const entry of readdirSync(folder === '' ? '.' : folder, { withFileTypes: true })) {
      if (entry.name === packages || (folder === '' && left.has(entry.name))) continue;
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory()) walk(`${path}/`);
      else if (entry.isFile()) add(path, statSync(path, { bigint: true }));
      else if (entry.isSymbolicLink()) follow(path);
      else throw new TypeError(`${path} is no file.`);
    }
  };
  // A link counts with its own text and with what it leads to; a folder once, for links may lead in circles.
  const follow = (path) => {
    const stats = statSync(path, { bigint: true });
    files.stamps.set(`${path} →`, readlinkSync(path));
    if (!stats.isDirectory()) return add(path, stats);
    const real = realpathSync(path);
    if (links.has(real)) return;
    links.add(real);
    walk(`${path}/`);
  };

  try {
    add(single.installed, statSync(single.installed, { bigint: true }));
    const ignored = statSync(single.ignored, { bigint: true, throwIfNoEntry: false });
    if (ignored !== undefined) add(single.ignored, ignored);
    walk('');
    const registry = registryFolder();
    const isWalked = registry === resolve('registry');
    if (!isWalked && statSync(registry, { throwIfNoEntry: false }) !== undefined)
      walk(`${registry}/`);
    return files;
  } catch {
    return null;
  }
}

const stampOf = ({ size, mtimeNs, ctimeNs, ino, mode }) =>
  `${size} ${mtimeNs} ${ctimeNs} ${ino} ${mode}`;

/** The size in bytes of a stamped file; 0 for one that is not there. */
export const sizeIn = (stamp) => (stamp === undefined ? 0 : Number(stamp.split(' ')[0]));

export const hashOf = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');
