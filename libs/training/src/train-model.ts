import {
  type ContractDescription,
  deriveFeatures,
  type EncodedRows,
  type Encoder,
  type Feature,
  MlopsError,
  type Table,
  type Task,
} from '@create-mlops/contracts';
import { type BackendName, openBackend } from './backend/open-backend.ts';
import { classificationObjective } from './fit/classification-objective.ts';
import { describeTraining } from './fit/describe-training.ts';
import { fitLayers } from './fit/fit-layers.ts';
import type { TrainingProgress } from './fit/fit-model.ts';
import type { FittedModel } from './fit/fitted-model.ts';
import type { Objective } from './fit/objective.ts';
import { regressionObjective } from './fit/regression-objective.ts';
import type { TrainedModel } from './fit/trained-model.ts';
import type { BuildModel } from './model-shape.ts';
import { parseTrainingSettings } from './parse-settings.ts';
import type { ResolvedTrainingSettings, TrainingSettings } from './settings.ts';
import { type SourceFolders, takeModel } from './source/take-model.ts';

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
  /** Needed where `settings.source` is a command or a file. */
  readonly folders?: SourceFolders;
  /** Told what the program of `settings.source` prints. */
  readonly onOutput?: (text: string) => void;
};

/**
 * Trains a model, or has it trained by the program or taken from the file that `settings.source` names: encoder and weights
 * are fitted on the training split, and the model is judged on the validation split. With layers the same data, settings,
 * seed and backend give the same `modelHash`.
 * @throws {MlopsError} SETTINGS_INVALID, DATA_UNUSABLE, TARGET_UNUSABLE, DATA_INVALID, FEATURE_INVALID,
 * BACKEND_UNAVAILABLE, TRAINING_DIVERGED; COMMAND_FAILED, FILE_NOT_FOUND, MODEL_UNUSABLE for a model from elsewhere.
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
  const backend =
    settings.source === 'layers'
      ? await openBackend(
          settings.backend,
          options.warn === undefined ? {} : { warn: options.warn },
        )
      : null;
  const train = deriveFeatures(options.splits.train, features);
  const validation = deriveFeatures(options.splits.validation, features);
  const encoder = await task.fitEncoder(train, description, {
    featureNames: features.map(({ name }) => name),
    encoding: settings.encoding,
  });
  const targets = {
    train: encoder.target.encode(train),
    validation: encoder.target.encode(validation),
  };
  const objective = objectiveOf(encoder, targets, settings);
  const inputs = {
    train: await encoder.encode(train),
    validation: await encoder.encode(validation),
  };
  const fitted = await fit(options, { settings, backend, encoder, objective, inputs, targets });
  try {
    return await describeTraining(
      options,
      { settings, encoder, objective },
      { ...fitted, train, validation, encoded: inputs.validation, startedMs },
    );
  } finally {
    fitted.engine.dispose();
  }
}

type Targets = Readonly<Record<'train' | 'validation', Int32Array | Float32Array>>;

async function fit(
  options: TrainModelOptions,
  plan: {
    readonly settings: ResolvedTrainingSettings;
    readonly backend: BackendName | null;
    readonly encoder: Encoder;
    readonly objective: Objective;
    readonly inputs: Readonly<Record<'train' | 'validation', EncodedRows>>;
    readonly targets: Targets;
  },
): Promise<FittedModel> {
  const { description, folders, onOutput } = options;
  const { settings, backend, encoder, objective, inputs, targets } = plan;
  const { problem } = description;
  if (settings.source === 'layers' || backend !== null) {
    const shape = {
      inputWidth: encoder.width,
      inputShape: encoder.inputShape,
      outputs: objective.outputs,
      problem,
      seed: settings.seed,
    };
    const splits = { ...inputs, augment: encoder.augment };
    return fitLayers({
      buildModel: options.buildModel,
      shape,
      objective,
      splits,
      settings,
      backend: backend ?? 'wasm',
      onProgress: options.onProgress,
    });
  }
  if (folders === undefined) {
    throw new MlopsError(
      'USAGE',
      'A model from elsewhere needs to know where it comes from.',
      'Give trainModel the folders, as models/<model>/train/main.ts does.',
    );
  }
  const exchange = {
    model: options.model,
    task: options.task.name,
    problem,
    encoder,
    settings,
    inputs,
    targets,
  };
  return takeModel(settings.source, exchange, {
    folders,
    ...(onOutput === undefined ? {} : { onOutput }),
  });
}

function objectiveOf(
  { target }: Encoder,
  { train, validation }: Targets,
  settings: ResolvedTrainingSettings,
): Objective {
  return target.kind === 'regression'
    ? regressionObjective(
        { train: Float32Array.from(train), validation: Float32Array.from(validation) },
        target.decode,
      )
    : classificationObjective(
        { train: Int32Array.from(train), validation: Int32Array.from(validation) },
        target.classes,
        settings.classWeights,
      );
}
