import {
  judgementSchema,
  MlopsError,
  type Verdict,
  type VersionRecord,
} from '@create-mlops/contracts';
import { type VerifiedBundle, verifyBundle } from './verify-bundle.ts';

/**
 * Reads the bundle that is to become a version.
 *
 * @throws {MlopsError} BUNDLE_MISSING, BUNDLE_BROKEN, or VERDICT_MISSING when the verdict is about another model.
 */
export function readCandidate(bundleDirectory: string, verdict: Verdict): VerifiedBundle {
  const bundle = verifyBundle(bundleDirectory);
  const { modelHash } = bundle.manifest;
  if (verdict.modelHash !== modelHash) {
    throw new MlopsError(
      'VERDICT_MISSING',
      `The verdict is about model ${verdict.modelHash.slice(0, 12)}, the bundle is ${modelHash.slice(0, 12)}.`,
      'Evaluate this bundle first: `npm run pipeline`.',
    );
  }
  return bundle;
}

/** The record of a version about to be kept. */
export function newVersion(
  { manifest, manifestSha256 }: VerifiedBundle,
  verdict: Verdict,
  circumstances: {
    readonly version: number;
    readonly registeredAt: string;
    readonly registeredBy: string;
    readonly parentVersion: number | null;
  },
): VersionRecord {
  return {
    schemaVersion: 1,
    model: manifest.model,
    modelHash: manifest.modelHash,
    dataHash: manifest.lineage.dataHash,
    gitCommit: manifest.lineage.gitCommit,
    decision: verdict.decision,
    manifestSha256,
    metrics: verdict.metrics,
    judgement: judgementSchema.parse(verdict),
    dataLabel: manifest.lineage.dataLabel,
    gitDirty: manifest.lineage.gitDirty,
    ...(manifest.lineage.runAddress === undefined
      ? {}
      : { runAddress: manifest.lineage.runAddress }),
    ...circumstances,
  };
}
