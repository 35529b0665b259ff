import type { BundleManifest, Verdict, VersionRecord } from '@create-mlops/contracts';
import type { DatasetInput } from './mlflow-client.ts';
import type { KeyValue, RunBatch, RunMetric } from './split-batches.ts';

/** Of keys and values of parameters and tags, as the specification states it; newer servers take more. */
const longestText = 250;
const longestDigest = 36;

/** What a training was, in the words of MLflow. Everything stands whole in `manifest.json`, too. */
export type DescribedRun = {
  readonly name: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly batch: RunBatch;
  readonly inputs: readonly DatasetInput[];
};

/**
 * A training and its verdict as one run of MLflow: settings become parameters, epochs the steps of metrics, and the data an
 * input with its hash.
 */
export function describeRun(manifest: BundleManifest, verdict: Verdict): DescribedRun {
  const endTime = Date.parse(manifest.createdAt);
  const startTime = Math.round(endTime - manifest.trainingSeconds * 1000);
  const { lineage } = manifest;
  const params = {
    ...flatten(manifest.settings),
    task: manifest.task,
    backend: manifest.backend,
    seed: manifest.seed,
    inputWidth: manifest.inputWidth,
    ...flatten(manifest.splitRows, 'rows.'),
    ...flatten(manifest.versions, 'versions.'),
  };
  const tags = {
    'mlflow.source.name': `models/${manifest.model}/train`,
    'mlflow.source.type': lineage.runAddress === undefined ? 'LOCAL' : 'JOB',
    ...(lineage.gitCommit === null ? {} : { 'mlflow.source.git.commit': lineage.gitCommit }),
    ...lineageTags(manifest),
  };
  return {
    name: `${manifest.model} ${manifest.modelHash.slice(0, 12)}`,
    startTime,
    endTime,
    batch: {
      metrics: runMetrics(manifest, verdict, { startTime, endTime }),
      params: keyValues(params),
      tags: keyValues(tags),
    },
    inputs: [
      {
        dataset: {
          name: lineage.dataLabel ?? `${manifest.model} data`,
          digest: lineage.dataHash.slice(0, longestDigest),
          source_type: 'dataset.lock.json',
          source: JSON.stringify({
            path: `models/${manifest.model}/data/dataset.lock.json`,
            dataHash: lineage.dataHash,
            gitCommit: lineage.gitCommit,
          }),
          schema: JSON.stringify({ contract: manifest.contract.columns }),
          profile: JSON.stringify({ num_rows: lineage.dataRows, ...manifest.splitRows }),
        },
        tags: [{ key: 'mlflow.data.context', value: 'training' }],
      },
    ],
  };
}

/** What a version of the model is told by in MLflow's pages; the record itself stands in `mlops.record`. */
export function versionTags(
  manifest: BundleManifest,
  record: Pick<VersionRecord, 'decision'>,
): KeyValue[] {
  return keyValues({ ...lineageTags(manifest), 'mlops.decision': record.decision });
}

function lineageTags({ modelHash, lineage }: BundleManifest): Record<string, string> {
  return {
    'mlops.modelHash': modelHash,
    'mlops.dataHash': lineage.dataHash,
    ...(lineage.gitCommit === null ? {} : { 'mlops.gitCommit': lineage.gitCommit }),
    ...(lineage.gitDirty === null ? {} : { 'mlops.gitDirty': String(lineage.gitDirty) }),
    ...(lineage.runAddress === undefined ? {} : { 'mlops.runAddress': lineage.runAddress }),
  };
}

function runMetrics(
  manifest: BundleManifest,
  verdict: Verdict,
  { startTime, endTime }: { readonly startTime: number; readonly endTime: number },
): RunMetric[] {
  const { history } = manifest;
  const epochs = history.flatMap(({ epoch, loss, validationLoss, metrics }, index) => {
    const timestamp = Math.round(
      startTime + ((endTime - startTime) * (index + 1)) / history.length,
    );
    return Object.entries({ loss, validationLoss, ...metrics }).map(([name, value]) => ({
      key: metricKey('epoch', name),
      value,
      timestamp,
      step: epoch,
    }));
  });
  const parts = [
    ['validation', manifest.metrics],
    ['test', verdict.metrics],
    ['baseline', verdict.baseline],
  ] as const;
  const finals = parts.flatMap(([part, metrics]) =>
    Object.entries(metrics).map(([name, value]) => ({
      key: metricKey(part, name),
      value,
      timestamp: endTime,
      step: 0,
    })),
  );
  return [...epochs, ...finals].filter(({ value }) => Number.isFinite(value));
}

const metricKey = (part: string, name: string) => nameOf(`${part}/${name.replaceAll('/', '_')}`);

/** MLflow takes letters, digits and a few signs in names. `@tensorflow/tfjs-core` becomes `tensorflow/tfjs-core`. */
const nameOf = (text: string) =>
  text
    .replaceAll('@', '')
    .replaceAll(/[^A-Za-z0-9_. /-]/g, '_')
    .slice(0, longestText);

const keyValues = (values: Readonly<Record<string, unknown>>): KeyValue[] =>
  Object.entries(values).map(([key, value]) => ({
    key: nameOf(key),
    value: shorten(String(value)),
  }));

const shorten = (text: string) =>
  text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`;

function flatten(values: Readonly<Record<string, unknown>>, prefix = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      isPlain(value)
        ? Object.entries(flatten(value, `${prefix}${name}.`))
        : [[`${prefix}${name}`, Array.isArray(value) ? JSON.stringify(value) : value]],
    ),
  );
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
