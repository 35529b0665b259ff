import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { areOwnChanges } from './own-changes.mjs';
import { hashOf, isStill, projectFiles, sizeIn } from './project-files.mjs';
import { nxDataFolder } from './run-nx.mjs';

/** A larger file is known by its stamp alone: to hash it after every run would take longer than Nx does. */
const hashedBytes = 64 * 2 ** 20;

/** Beside what Nx keeps, so that `nx reset` forgets it, too. */
const place = () => join(nxDataFolder(), 'pipeline-fingerprint.json');

export const forgetFingerprint = () => rmSync(place(), { force: true });

/**
 * Whether the last run passed for these models and nothing that a run depends on has changed since: no file, no package, no
 * setting in the environment, not Node. A file with other times but the same bytes, as Nx restores it, has not changed.
 *
 * @param files as `projectFiles` gives them.
 */
export function isUnchanged(files, models) {
  if (files === null) return false;
  try {
    const kept = JSON.parse(readFileSync(place(), 'utf8'));
    return (
      kept.surroundings === surroundings(models) &&
      Object.keys(kept.files).length === files.size &&
      [...files].every(([path, { stamp }]) => {
        const [keptStamp, keptHash] = kept.files[path];
        return stamp === keptStamp || (keptHash !== null && keptHash === hashOf(path));
      })
    );
  } catch {
    return false;
  }
}

/** What a run starts from: its files, and the bytes of those whose times do not say enough. */
export function startOfRun(files) {
  if (files === null) return null;
  try {
    return { files, hashes: hashesOf(files, ({ isYoung }) => isYoung) };
  } catch {
    return null;
  }
}

/** Keeps what a run that passed has read and left, unless somebody else changed something meanwhile. */
export function keepFingerprint(before, models) {
  const files = projectFiles();
  if (before === null || files === null) return;
  try {
    const hashes = hashesOf(files, (file) => file.isYoung || sizeIn(file) <= hashedBytes);
    const isWhole = [...files].every(([path, file]) => isStill(path, file));
    if (!isWhole || !areOwnChanges(before, { files, hashes }, models)) return;
    const entries = [...files].map(([path, { stamp, isYoung }]) => [
      path,
      [isYoung ? null : stamp, hashes.get(path) ?? null],
    ]);
    const kept = { surroundings: surroundings(models), files: Object.fromEntries(entries) };
    mkdirSync(dirname(place()), { recursive: true });
    writeFileSync(place(), `${JSON.stringify(kept)}\n`);
  } catch {
    // Without one the next run asks Nx.
    forgetFingerprint();
  }
}

function hashesOf(files, isHashed) {
  const chosen = [...files].filter(([, file]) => !file.stamp.startsWith('to ') && isHashed(file));
  return new Map(chosen.map(([path]) => [path, hashOf(path)]));
}

/** Models, Node and settings in the environment; hashed, for a variable of Nx may be a secret. */
function surroundings(models) {
  const variables = Object.entries(process.env)
    .filter(([name]) => /^(MLOPS|NX)_/i.test(name))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const all = [models, process.version, process.platform, process.arch, variables];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}
