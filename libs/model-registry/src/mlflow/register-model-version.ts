import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BundleManifest,
  MlopsError,
  type Verdict,
  type VersionRecord,
} from '@create-mlops/contracts';
import type { Exchange } from '../http/exchange.ts';
import { artifactFiles } from './artifact-files.ts';
import { type DescribedRun, describeRun, versionTags } from './describe-run.ts';
import type { MlflowClient, MlflowRun } from './mlflow-client.ts';
import { recordTag } from './mlflow-history.ts';
import type { TrackingServer } from './tracking-server.ts';

/** A model version in MLflow that the history does not tell of yet: nobody sees it. */
export type NewModelVersion = { readonly record: VersionRecord; readonly runId: string };

/** How often a version that the server prepares is asked for. */
const readyPolls = 60;
const pollMs = 500;

type Training = {
  readonly experiment: string;
  readonly bundleDirectory: string;
  readonly manifest: BundleManifest;
  readonly verdict: Verdict;
  readonly recordOf: (version: number) => VersionRecord;
  readonly pauseScale: number;
};

/** Logs a training as a run, sends its files, and makes the model version that names them. */
export function* registerModelVersion(
  client: MlflowClient,
  server: TrackingServer,
  training: Training,
): Exchange<NewModelVersion> {
  const { manifest, verdict } = training;
  const described = describeRun(manifest, verdict);
  const run = yield* client.createRun({
    experiment_id: yield* client.experiment(training.experiment),
    start_time: described.startTime,
    run_name: described.name,
    tags: [],
  });
  try {
    return yield* fillRun(client, server, training, { run, described });
  } catch (error) {
    // MLflow would show it as running for ever. What stands in the way of this may be what stood in the way before.
    try {
      yield* client.finishRun(run.info.run_id, described.endTime, 'FAILED');
    } catch {}
    throw error;
  }
}

function* fillRun(
  client: MlflowClient,
  server: TrackingServer,
  training: Training,
  { run, described }: { readonly run: MlflowRun; readonly described: DescribedRun },
): Exchange<NewModelVersion> {
  const { manifest, verdict, bundleDirectory } = training;
  const { model } = manifest;
  const { run_id: runId, artifact_uri: artifactUri } = run.info;
  const source = `${artifactUri}/model`;
  const files = artifactFiles(server, source, training.pauseScale);
  yield* client.logBatch(runId, described.batch);
  yield* client.logInputs(runId, described.inputs);
  const names = ['manifest.json', ...Object.keys(manifest.files)];
  yield* files.upload(
    new Map([
      ['verdict.json', Buffer.from(`${JSON.stringify(verdict, null, 2)}\n`)],
      ...names.map(
        (name) => [`bundle/${name}`, readFileSync(join(bundleDirectory, name))] as const,
      ),
    ]),
  );
  const made = yield* client.createModelVersion({
    name: model,
    source,
    run_id: runId,
    description: verdict.sentence,
    tags: versionTags(manifest, verdict),
  });
  const version = Number(made.version);
  yield* waitUntilReady(client, model, version);
  const record = training.recordOf(version);
  const text = JSON.stringify(record);
  yield* files.upload(new Map([['version.json', Buffer.from(`${text}\n`)]]));
  yield* client.setVersionTag(model, version, { key: recordTag, value: text });
  yield* client.finishRun(runId, described.endTime);
  return { record, runId };
}

function* waitUntilReady(client: MlflowClient, model: string, version: number): Exchange<void> {
  for (let poll = 0; poll < readyPolls; poll++) {
    const { status, status_message: why } = yield* client.modelVersion(model, version);
    if (status === 'READY') return;
    if (status.startsWith('FAILED')) throw notReady(model, version, why);
    yield { kind: 'wait', ms: pollMs };
  }
  throw notReady(model, version, 'it was not ready after half a minute');
}

function notReady(model: string, version: number, why: string): MlopsError {
  return new MlopsError(
    'REGISTRY_REFUSED',
    `The MLflow server did not make version ${version} of ${model} ready: ${why}.`,
    'Look at its log, and register again with `npm run pipeline`.',
  );
}
