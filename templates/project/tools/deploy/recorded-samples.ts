import { type BundleManifest, type Row, whyWithheld } from '@create-mlops/contracts';
import { readBundle, readSamples } from '@create-mlops/training';
import type { Deployment } from './deployment.ts';

/** Requests recorded at training, and what the model answered then. */
export type RecordedSamples = {
  readonly manifest: BundleManifest;
  /** As a service is asked: without the target and what gives it away. */
  readonly rows: readonly Row[];
  /** Class scores, or one value, per row. */
  readonly outputs: readonly (readonly number[])[];
};

/** The requests that the bundle of the version holds. */
export async function recordedSamples({
  registry,
  model,
  record,
}: Deployment): Promise<RecordedSamples> {
  const bundle = await readBundle(registry.bundleDirectory(model, record.version));
  const { rows, outputs } = readSamples(bundle);
  const { manifest } = bundle;
  return { manifest, rows: rows.map((row) => asRequest(row, manifest)), outputs };
}

/** A row without the columns that a request must not have. */
export function asRequest(row: Row, { contract }: BundleManifest): Row {
  const asked = contract.columns.filter((column) => whyWithheld(column) === null);
  return Object.fromEntries(asked.map(({ name }) => [name, row[name] ?? null]));
}
