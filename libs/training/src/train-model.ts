import {
  type ContractDescription,
  deriveFeatures,
  type EncodedRows,
  type Encoder,
  type EpochRecord,
  type Feature,
  MlopsError,
  type Table,
  type Task,
} from '@create-mlops/contracts';
import { version_core } from '@tensorflow/tfjs-core';
import { type LayersModel, version_layers } from '@tensorflow/tfjs-layers';
import { type BackendName, openBackend } from './backend/open-backend.ts';
import { modelHashOf, sha256 } from './bundle/hash.ts';
import { layersModelToFiles } from './bundle/layers-model-files.ts';
import { buildUserModel } from './fit/build-user-model.ts';
import { classificationObjective } from './fit/classification-objective.ts';
import { fitModel, type TrainingProgress } from './fit/fit-model.ts';
import { judgeBaseline } from './fit/judge-baseline.ts';
import type { Objective } from './fit/objective.ts';
import { recordReference } from './fit/record-reference.ts';
import { recordSamples } from './fit/record-samples.ts';
import { regressionObjective } from './fit/regression-objective.ts';
import type { TrainedModel } from './fit/trained-model.ts';
import { withSeededRandom } from './fit/with-seeded-random.ts';
import type { BuildModel } from './model-shape.ts';
import { parseTrainingSettings } from './parse-settings.ts';
import { toPredictions } from './predictor/create-predictor.ts';
import { layersModelEngine } from './predictor/layers-model-engine.ts';
import { runEncoded } from './predictor/run-encoded.ts';
import type { ResolvedTrainingSettings, TrainingSettings } from './settings.ts';

export type TrainModelOptions = {
  /** The model's name. */
  readonly model: string;
  readonly task: Task;
  /** Rows as the contract describes them; of the test split only the number of rows is used. */
  readonly splits: {
    readonly train: Table;
    readonly validation: Table;
    readonly test?: Pick<Table, 'rowCount'>;
  };
  readonly description: ContractDescription;
  /** The user's derived columns, from `data/features.ts`. */
  readonly features?: readonly Feature[];
  /** From `train/model.ts`. */
  readonly buildModel: BuildModel;
  /** From `train/train.config.ts`. */
  readonly settings?: TrainingSettings;
  /** Told of every epoch. */
  readonly onProgress?: (progress: TrainingProgress) => void;
  /** Told one plain sentence about a slower backend. Default: standard error. */
  readonly warn?: (sentence: string) => void;
};

/**
 * Trains a model: encoder and weights are fitted on the training split, epochs are judged on the validation split.
 * The same data, settings, seed and backend give the same `modelHash`.
 * @throws {MlopsError} SETTINGS_INVALID, DATA_UNUSABLE, TARGET_UNUSABLE, DATA_INVALID, FEATURE_INVALID,
 * BACKEND_UNAVAILABLE, TRAINING_DIVERGED.
 * @example
 * const trained = await trainModel({ model: 'churn', task: tabular, splits, description, buildModel });
 * await writeBundle('artifacts/churn/train/bundle', trained, { lineage, profile, createdAt });
 */
export async function trainModel(options: TrainModelOptions): Promise<TrainedModel> {
  const startedMs = performance.now();
  const { task, description, features = [] } = options;
  const settings = parseTrainingSettings(options.settings ?? {});
  for (const split of ['train', 'validation'] as const) {
    if (options.splits[split].rowCount > 0) continue;
    throw new MlopsError(
      'DATA_UNUSABLE',
      `The ${split === 'train' ? 'training' : 'validation'} split has no rows.`,
      'Add rows, or change the shares of the split in data/contract.ts.',
    );
  }
  const backend = await openBackend(
    settings.backend,
    options.warn === undefined ? {} : { warn: options.warn },
  );
  const train = deriveFeatures(options.splits.train, features);
  const validation = deriveFeatures(options.splits.validation, features);
  const encoder = await task.fitEncoder(train, description, {
    featureNames: features.map(({ name }) => name),
    encoding: settings.encoding,
  });
  const objective = objectiveOf(encoder, train, validation, settings);
  const encoded = {
    train: await encoder.encode(train),
    validation: await encoder.encode(validation),
    augment: encoder.augment,
  };
  return withSeededRandom(settings.seed, async () => {
    const model = buildUserModel(options.buildModel, {
      inputWidth: encoder.width,
      inputShape: encoder.inputShape,
      outputs: objective.outputs,
      problem: description.problem,
      seed: settings.seed,
    });
    try {
      const history = await fitModel(model, objective, encoded, settings, options.onProgress);
      return await describeTraining(
        options,
        { settings, backend, encoder, objective },
        {
          model,
          history,
          train,
          validation,
          encoded: encoded.validation,
          startedMs,
        },
      );
    } finally {
      model.dispose();
    }
  });
}

function objectiveOf(
  { target }: Encoder,
  train: Table,
  validation: Table,
  settings: ResolvedTrainingSettings,
): Objective {
  if (target.kind === 'regression') {
    const targets = { train: target.encode(train), validation: target.encode(validation) };
    return regressionObjective(targets, target.decode);
  }
  const labels = { train: target.encode(train), validation: target.encode(validation) };
  return classificationObjective(labels, target.classes, settings.classWeights);
}

async function describeTraining(
  { model: name, task, splits, description, features = [] }: TrainModelOptions,
  plan: {
    readonly settings: ResolvedTrainingSettings;
    readonly backend: BackendName;
    readonly encoder: Encoder;
    readonly objective: Objective;
  },
  result: {
    readonly model: LayersModel;
    readonly history: readonly EpochRecord[];
    readonly train: Table;
    readonly validation: Table;
    readonly encoded: EncodedRows;
    readonly startedMs: number;
  },
): Promise<TrainedModel> {
  const { settings, encoder, objective } = plan;
  const { model, train, validation } = result;
  const engine = layersModelEngine(model);
  const sizes = { width: encoder.width, outputs: engine.outputs };
  const outputs = await runEncoded(result.encoded, sizes, engine.run);
  const metrics = objective.measure(outputs);
  const samples = await recordSamples(validation, description, { encoder, features, engine });
  const files = {
    ...(await layersModelToFiles(model)),
    'encoder.json': jsonBytes(encoder.toJson()),
    'samples.json': jsonBytes(samples),
  };
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
      backend: plan.backend,
      versions: {
        node: process.versions.node,
        '@tensorflow/tfjs-core': version_core,
        '@tensorflow/tfjs-layers': version_layers,
      },
      splitRows: {
        train: splits.train.rowCount,
        validation: validation.rowCount,
        test: splits.test?.rowCount ?? 0,
      },
      metrics: { ...metrics },
      baseline: { ...objective.baseline },
      history: [...result.history],
      peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
      trainingSeconds: (performance.now() - result.startedMs) / 1000,
    },
    files,
    validationPredictions: toPredictions(outputs, encoder),
    reference: await recordReference({ train, validation }, encoder, engine),
    ...judgeBaseline(metrics, objective, validation.rowCount),
  };
}

function jsonBytes(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
