import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type BundleManifest,
  type BundleSamples,
  bundleManifestSchema,
  bundleSamplesSchema,
  MlopsError,
} from '@create-mlops/contracts';
import type { z } from 'zod';
import { modelHashOf, sha256 } from './hash.ts';

/** A bundle in memory: its manifest and the bytes of every other file. */
export type Bundle = {
  readonly manifest: BundleManifest;
  readonly files: ReadonlyMap<string, Uint8Array>;
};

const RESTORE = 'Train again with `npm run pipeline`, or restore the bundle from the registry.';

/**
 * Reads a bundle and holds every file against its sha256 in the manifest.
 * @param verify `false` reads without comparing, for bundles that were just verified.
 * @throws {MlopsError} BUNDLE_MISSING when there is none; BUNDLE_BROKEN naming the file that is missing or changed.
 */
export async function readBundle(
  directory: string,
  { verify = true }: { readonly verify?: boolean } = {},
): Promise<Bundle> {
  const manifest = await readManifest(directory);
  const files = new Map<string, Uint8Array>();
  for (const [name, expected] of Object.entries(manifest.files)) {
    if (/[\\/]|^\.\.?$/.test(name)) throw broken(`manifest.json names ${name}, outside the bundle`);
    const bytes = await readFile(join(directory, name)).catch((cause: unknown) => {
      throw broken(`${name} of the bundle ${directory} cannot be read`, cause);
    });
    if (verify && sha256(bytes) !== expected.sha256) {
      throw broken(
        `${name} of the bundle ${directory} is not the file that training wrote: its sha256 is ${sha256(bytes).slice(0, 12)}…, the manifest says ${expected.sha256.slice(0, 12)}…`,
      );
    }
    files.set(name, bytes);
  }
  if (verify) verifyModelHash(manifest);
  return { manifest, files };
}

/**
 * Only the manifest, unverified.
 * @throws {MlopsError} BUNDLE_MISSING, BUNDLE_BROKEN.
 */
export async function readManifest(directory: string): Promise<BundleManifest> {
  const path = join(directory, 'manifest.json');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new MlopsError(
      'BUNDLE_MISSING',
      `There is no bundle in ${directory}: manifest.json cannot be read.`,
      'Train a model first: `npm run pipeline`.',
      { cause },
    );
  });
  return parseJson('manifest.json', text, bundleManifestSchema);
}

/** The requests recorded at training. @throws {MlopsError} BUNDLE_BROKEN. */
export function readSamples({ files }: Bundle): BundleSamples {
  return parseFile(files, 'samples.json', bundleSamplesSchema);
}

/** One JSON file of a bundle. @throws {MlopsError} BUNDLE_BROKEN when it is missing or of another form. */
export function parseFile<Schema extends z.ZodType>(
  files: ReadonlyMap<string, Uint8Array>,
  name: string,
  schema: Schema,
): z.output<Schema> {
  const bytes = files.get(name);
  if (!bytes) throw broken(`the bundle has no ${name}`);
  return parseJson(name, new TextDecoder().decode(bytes), schema);
}

function parseJson<Schema extends z.ZodType>(
  name: string,
  text: string,
  schema: Schema,
): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw broken(`${name} of the bundle is damaged or was written by another version`, cause);
  }
}

function verifyModelHash(manifest: BundleManifest): void {
  const hashes = Object.entries(manifest.files).map(([name, { sha256 }]) => [name, sha256]);
  if (modelHashOf(Object.fromEntries(hashes)) === manifest.modelHash) return;
  throw broken('manifest.json was changed: its modelHash does not fit the files it lists');
}

function broken(what: string, cause?: unknown): MlopsError {
  const message = `The bundle cannot be used: ${what}.`;
  return new MlopsError('BUNDLE_BROKEN', message, RESTORE, cause === undefined ? {} : { cause });
}
