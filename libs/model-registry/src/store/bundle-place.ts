import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MlopsError } from '@create-mlops/contracts';
import { locationPattern, type StoredBundle } from './stored-bundle.ts';

/** Which bundles go to a store, and to which. */
export type BundleStoreSettings = {
  /** `s3://bucket/prefix`. */
  readonly location: string;
  /** In megabytes of 2²⁰ bytes. What is not larger stays in git. */
  readonly aboveMb: number;
};

/** Every fetch of a version carries it whole, and hosts begin to refuse files not far above. */
const largestInGitMb = 20;

/**
 * What `MLOPS_BUNDLE_STORE` and `MLOPS_BUNDLE_STORE_ABOVE_MB` say; `null` where no store is named.
 *
 * @throws {MlopsError} SETTINGS_INVALID naming the variable.
 * @example bundleStoreSettings({ MLOPS_BUNDLE_STORE: 's3://acme/models' }) // { location: 's3://acme/models', aboveMb: 20 }
 */
export function bundleStoreSettings(environment: NodeJS.ProcessEnv): BundleStoreSettings | null {
  const { MLOPS_BUNDLE_STORE: named, MLOPS_BUNDLE_STORE_ABOVE_MB: above } = environment;
  // A variable that a workflow sets to nothing counts as none.
  if (!named) return null;
  const location = named.replace(/\/+$/, '');
  if (!locationPattern.test(location)) {
    throw new MlopsError(
      'SETTINGS_INVALID',
      `MLOPS_BUNDLE_STORE is "${named}", which names no place in a store.`,
      'Write s3://bucket/prefix, with a prefix that no other registry uses.',
    );
  }
  const aboveMb = above ? Number(above) : largestInGitMb;
  if (!Number.isFinite(aboveMb) || aboveMb < 0) {
    throw new MlopsError(
      'SETTINGS_INVALID',
      `MLOPS_BUNDLE_STORE_ABOVE_MB is "${above}", which is no size in MB.`,
      `Write a number from 0 up, or leave it out: then it is ${largestInGitMb}.`,
    );
  }
  return { location, aboveMb };
}

/**
 * Whether a bundle goes to the store: its settings if so, `null` if it stays in git.
 *
 * @param paths of its files.
 * @throws {MlopsError} REGISTRY_REFUSED when it is too large for git and no store is named.
 */
export function chooseStore(
  model: string,
  folder: string,
  paths: readonly string[],
  settings: BundleStoreSettings | null,
): BundleStoreSettings | null {
  const sizes = paths
    .map((path) => ({ path, megabytes: statSync(join(folder, path)).size / 2 ** 20 }))
    .sort((one, other) => other.megabytes - one.megabytes);
  const total = sizes.reduce((sum, { megabytes }) => sum + megabytes, 0);
  const [largest] = sizes;
  if (largest === undefined || total <= (settings?.aboveMb ?? largestInGitMb)) return null;
  if (settings !== null) return settings;
  throw new MlopsError(
    'REGISTRY_REFUSED',
    `The bundle of ${model} is ${total.toFixed(1)} MB, ${largest.path} alone ${largest.megabytes.toFixed(1)} MB: a registry on git takes up to ${largestInGitMb} MB.`,
    'Name a store for what is larger (`MLOPS_BUNDLE_STORE=s3://bucket/prefix`), keep the registry in a folder (`MLOPS_REGISTRY=registry`) or on an MLflow server (`MLOPS_REGISTRY=mlflow`), or train a smaller model.',
  );
}

/** What a store is to hold of a bundle: all but its manifest. Paths have slashes, also on Windows. */
export function storedFiles(folder: string, paths: readonly string[]): StoredBundle['files'] {
  return Object.fromEntries(
    paths.filter(isStored).map((path) => {
      const content = readFileSync(join(folder, path));
      const sha256 = createHash('sha256').update(content).digest('hex');
      return [path.replaceAll('\\', '/'), { sha256, bytes: content.length }];
    }),
  );
}

/** The manifest stays in git, so that a version can be told without the store. */
export const isStored = (path: string): boolean => path !== 'manifest.json';
