import { createHash } from 'node:crypto';
import {
  closeSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { resolve } from 'node:path';
import { registryFolder } from './registry-folder.mjs';

const packages = 'node_modules';
/** Written by git and by Nx themselves. Of both, and of the packages, the files in `single` count. */
const left = new Set(['.git', '.nx']);
const single = { installed: `${packages}/.package-lock.json`, ignored: '.git/info/exclude' };

/**
 * The time of a file says nothing of changes shortly after it: FAT counts in steps of two seconds, and a network disk may have
 * another clock. Of a file that young only the bytes count.
 */
const youngMs = 10_000;

/**
 * Every file that a stage or Nx may read: all below the project, and the registry wherever it lies.
 *
 * @returns path → `stamp`: size, times, inode and mode, which change with every write, also when the old time is set again;
 * and `isYoung`. `null` when something cannot be read or is neither file, folder nor link.
 */
export function projectFiles() {
  const files = new Map();
  const settledNs = BigInt(Date.now() - youngMs) * 1_000_000n;
  const links = new Set();

  const add = (path, stats) => {
    const isYoung = stats.mtimeNs > settledNs || stats.ctimeNs > settledNs;
    files.set(path, { stamp: stampOf(stats), isYoung });
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
    files.set(`${path} →`, { stamp: `to ${readlinkSync(path)}`, isYoung: false });
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
export const sizeIn = (file) => (file === undefined ? 0 : Number(file.stamp.split(' ')[0]));

/** Whether a file still is what was seen; a link always is. */
export const isStill = (path, { stamp }) =>
  stamp.startsWith('to ') || stampOf(statSync(path, { bigint: true })) === stamp;

/** sha256 of the bytes, in hexadecimal digits. */
export function hashOf(path) {
  const hash = createHash('sha256');
  const part = Buffer.allocUnsafe(1 << 16);
  const descriptor = openSync(path, 'r');
  try {
    for (;;) {
      const length = readSync(descriptor, part);
      if (length === 0) return hash.digest('hex');
      hash.update(part.subarray(0, length));
    }
  } finally {
    closeSync(descriptor);
  }
}
