import { createHash } from 'node:crypto';

/** Hexadecimal sha256. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The files that are not the model: what it saw and answered, not what it computes. */
const companions = new Set(['profile.json', 'samples.json', 'manifest.json']);

/**
 * One hash for model, weights and encoder, whatever their format: sha256 over the lines `name sha256`, by name. When,
 * where and how long the training was stands in the manifest, which is no part of it.
 * @param hashes sha256 by file name.
 */
export function modelHashOf(hashes: Readonly<Record<string, string>>): string {
  const lines = Object.entries(hashes)
    .filter(([name]) => !companions.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, hash]) => `${name} ${hash}\n`);
  return sha256(lines.join(''));
}
