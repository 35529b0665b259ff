import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BundleManifest, Lineage, ReferenceProfile } from '@create-mlops/contracts';
import type { TrainedModel } from '../fit/trained-model.ts';
import { sha256 } from './hash.ts';
import { removeDirectory, replaceDirectory } from './replace-directory.ts';

export type BundleOrigin = {
  readonly lineage: Lineage;
  readonly profile: ReferenceProfile;
  /** ISO 8601. */
  readonly createdAt: string;
};

/**
 * Writes a bundle: model, encoder, profile, samples, and the manifest last with the sha256 of all others. The files
 * are written beside `directory` and moved there at once: a reader sees the old bundle or the new one, never a mixture.
 * @returns the manifest as written.
 */
export async function writeBundle(
  directory: string,
  trained: TrainedModel,
  { lineage, profile, createdAt }: BundleOrigin,
): Promise<BundleManifest> {
  const files = new Map(Object.entries(trained.files));
  files.set('profile.json', Buffer.from(`${JSON.stringify(profile)}\n`));
  const manifest: BundleManifest = {
    ...trained.manifest,
    lineage,
    createdAt,
    files: Object.fromEntries(
      [...files].map(([name, bytes]) => [name, { sha256: sha256(bytes), bytes: bytes.byteLength }]),
    ),
  };
  await mkdir(dirname(directory), { recursive: true });
  const fresh = `${directory}.${process.pid}.tmp`;
  try {
    await removeDirectory(fresh);
    await mkdir(fresh);
    for (const [name, bytes] of files) await writeFile(join(fresh, name), bytes);
    await writeFile(join(fresh, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    await replaceDirectory(fresh, directory);
  } finally {
    await removeDirectory(fresh);
  }
  return manifest;
}
