import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BundleManifest, bundleManifestSchema, MlopsError } from '@create-mlops/contracts';

export type VerifiedBundle = { readonly manifest: BundleManifest; readonly manifestSha256: string };

/**
 * Reads a bundle's manifest and compares every file with the sha256 that stands in it.
 *
 * @param expectedManifestSha256 the seal kept outside the bundle; a manifest that was rewritten does not match it.
 * @throws {MlopsError} BUNDLE_MISSING when there is none, BUNDLE_BROKEN naming the first file that differs.
 */
export function verifyBundle(directory: string, expectedManifestSha256?: string): VerifiedBundle {
  const path = join(directory, 'manifest.json');
  if (!existsSync(path)) {
    throw new MlopsError(
      'BUNDLE_MISSING',
      `There is no model in ${directory}.`,
      'Run `npm run pipeline`, which trains one.',
    );
  }
  const bytes = readFileSync(path);
  const manifestSha256 = sha256(bytes);
  if (expectedManifestSha256 !== undefined && manifestSha256 !== expectedManifestSha256) {
    throw broken(path);
  }
  const parsed = bundleManifestSchema.safeParse(parseJson(bytes, path));
  if (!parsed.success) throw broken(path, parsed.error);
  for (const [name, file] of Object.entries(parsed.data.files)) {
    const filePath = join(directory, name);
    if (!existsSync(filePath) || sha256(readFileSync(filePath)) !== file.sha256)
      throw broken(filePath);
  }
  return { manifest: parsed.data, manifestSha256 };
}

function parseJson(bytes: Buffer, path: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw broken(path, cause);
  }
}

function broken(path: string, cause?: unknown): MlopsError {
  return new MlopsError(
    'BUNDLE_BROKEN',
    `${path} is missing or not the file that was written: its sha256 differs.`,
    'Go back to a version that is whole with `npm run registry rollback`, or train again with `npm run pipeline`.',
    { cause },
  );
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
