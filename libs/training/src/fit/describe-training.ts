import {
  type ContractDescription,
  type EncodedRows,
  type Encoder,
  type Feature,
  MlopsError,
  type Table,
  type Task,
} from '@create-mlops/contracts';
import { modelHashOf, sha256 } from '../bundle/hash.ts';
import { peakMemoryMb } from '../peak-memory.ts';
import { toPredictions } from '../predictor/create-predictor.ts';
import { runEncoded } from '../predictor/run-encoded.ts';
import type { ResolvedTrainingSettings } from '../settings.ts';
import type { FittedModel } from './fitted-model.ts';
import { judgeBaseline } from './judge-baseline.ts';
import type { Objective } from './objective.ts';
import { recordReference } from './record-reference.ts';
import { recordSamples } from './record-samples.ts';
import type { TrainedModel } from './trained-model.ts';

/**
 * What a fitted model becomes before it is written: its answers on the validation split, the files of its bundle, their hash
 * and everything that the manifest says of the training.
 *
 * @throws {MlopsError} MODEL_UNUSABLE when a model from elsewhere answers something else than the problem asks for.
 */
export async function describeTraining(
  asked: {
    readonly model: string;
    readonly task: Task;
    readonly splits: {
      readonly train: Pick<Table, 'rowCount'>;
      readonly test?: Pick<Table, 'rowCount'>;
    };
    readonly description: ContractDescription;
    readonly features?: readonly Feature[];
  },
  plan: {
    readonly settings: ResolvedTrainingSettings;
    readonly encoder: Encoder;
    readonly objective: Objective;
  },
  result: FittedModel & {
    readonly train: Table;
    readonly validation: Table;
    readonly encoded: EncodedRows;
    readonly startedMs: number;
  },
): Promise<TrainedModel> {
  const { model: name, task, splits, description, features = [] } = asked;
  const { settings, encoder, objective } = plan;
  const { engine, train, validation, computedBy } = result;
  const sizes = { width: encoder.width, outputs: engine.outputs };
  const outputs = await runEncoded(result.encoded, sizes, engine.run);
  if (settings.source !== 'layers') requireSoundAnswers(outputs, objective);
  const metrics = objective.measure(outputs);
  const samples = await recordSamples(validation, description, { encoder, features, engine });
  const files = {
    ...result.files,
    'encoder.json': jsonBytes(encoder.toJson()),
    'samples.json': jsonBytes(samples),
  };
  const reference = await recordReference({ train, validation }, encoder, engine);
  const hashes = Object.entries(files).map(([file, bytes]) => [file, sha256(bytes)]);
  return {
    manifest: {
      schemaVersion: 1,
      model: name,
      task: task.name,
      modelHash: modelHashOf(Object.fromEntries(hashes)),
      contract: description,
      featureNames: features.map((feature) => feature.name),
      inputWidth: encoder.width,
      settings,
      seed: settings.seed,
      backend: computedBy.backend,
      versions: { node: process.versions.node, ...computedBy.versions },
      splitRows: {
        train: splits.train.rowCount,
        validation: validation.rowCount,
        test: splits.test?.rowCount ?? 0,
      },
      metrics: { ...metrics },
      baseline: { ...objective.baseline },
      history: [...result.history],
      peakMemoryMb: peakMemoryMb(),
      trainingSeconds: (performance.now() - result.startedMs) / 1000,
    },
    files,
    origin: result.origin,
    validationPredictions: toPredictions(outputs, encoder),
    reference,
    ...judgeBaseline(metrics, objective, validation.rowCount),
  };
}

function requireSoundAnswers(outputs: Float32Array, objective: Objective): void {
  const complaint = outputs.every(Number.isFinite)
    ? objective.complaint(outputs)
    : 'some answers are not finite numbers';
  if (complaint === null) return;
  throw new MlopsError(
    'MODEL_UNUSABLE',
    `The model from elsewhere does not fit the problem: ${complaint}.`,
    'A classifier answers one probability per class, a regression the standardised target.',
  );
}

function jsonBytes(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
