import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { areOwnChanges } from './own-changes.mjs';
import { hashOf } from './project-files.mjs';
import { nxDataFolder } from './run-nx.mjs';

/** Beside what Nx keeps, so that `nx reset` forgets it, too. */
const place = () => join(nxDataFolder(), 'pipeline-fingerprint.json');

export const forgetFingerprint = () => rmSync(place(), { force: true });

/**
 * Whether the last run passed for these models and nothing that a run depends on has changed since: no file, no package, no
 * setting in the environment, not Node.
 */
export function isUnchanged(files, models) {
  if (files === null) return false;
  try {
    const { digest, young } = JSON.parse(readFileSync(place(), 'utf8'));
    return (
      digest === digestOf(files, models) &&
      Object.entries(young).every(([path, hash]) => hashOf(path) === hash)
    );
  } catch {
    return false;
  }
}

/** Keeps what a run that passed has read and left, unless somebody else changed something meanwhile. */
export function keepFingerprint(before, after, models) {
  if (before === null || after === null) return;
  try {
    if (!areOwnChanges(before, after, models)) return;
    const kept = { digest: digestOf(after, models), young: Object.fromEntries(after.young) };
    mkdirSync(dirname(place()), { recursive: true });
    writeFileSync(place(), `${JSON.stringify(kept)}\n`);
  } catch {
    // Without one the next run asks Nx.
    forgetFingerprint();
  }
}

function digestOf({ stamps }, models) {
  // A variable of Nx may be a secret, so only a hash of all is kept.
  const variables = Object.entries(process.env).filter(([name]) => /^(MLOPS|NX)_/i.test(name));
  const node = [process.version, process.platform, process.arch];
  const all = [models, node, variables.sort(byName), [...stamps].sort(byName)];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}

const byName = ([one], [other]) => (one < other ? -1 : one > other ? 1 : 0);
