import { z } from 'zod';
import { sourceSchema } from './source/source-setting.ts';

/** What a person decides about a training; every entry has a default. */
export const trainingSettingsSchema = z.strictObject({
  /**
   * Where the model comes from: `'layers'` trains model.ts; `{ kind: 'command', command: 'python train.py' }` trains it with
   * any program; `{ kind: 'file', path: 'model.onnx' }` takes a model that was trained elsewhere. The settings below hold for
   * layers; a command is told of them.
   */
  source: sourceSchema.default('layers'),
  /** `auto` takes tfjs-node when it is installed and works, else wasm, else cpu. */
  backend: z.enum(['auto', 'wasm', 'tfjs-node', 'cpu']).default('auto'),
  /** Decides initial weights, the order of rows, and dropout. */
  seed: z.int().min(0).max(0xffff_ffff).default(7),
  /** Most passes over the training split. */
  epochs: z.int().min(1).default(40),
  /** Rows per step. */
  batchSize: z.int().min(1).default(64),
  learningRate: z.number().positive().default(0.005),
  /**
   * `cosine` lets the learning rate fall along half a cosine to zero at the last of `epochs`: few epochs then end at a
   * better place. `constant` keeps it.
   * @see Loshchilov & Hutter (2017), SGDR: stochastic gradient descent with warm restarts, without the restarts.
   */
  schedule: z.enum(['constant', 'cosine']).default('constant'),
  optimizer: z.enum(['adam', 'sgd', 'momentum', 'rmsprop', 'adagrad', 'adamax']).default('adam'),
  /**
   * Stops when the validation loss has not fallen by `minDelta` for `patience` epochs. The weights of the best epoch
   * are kept in any case.
   */
  earlyStopping: z
    .union([
      z.literal(false),
      z.strictObject({
        patience: z.int().min(1).default(6),
        minDelta: z.number().min(0).default(0.0001),
      }),
    ])
    .default({ patience: 6, minDelta: 0.0001 }),
  /** `balanced` weighs each class by rows / (classes × rows of the class), so that rare classes count as much. */
  classWeights: z.enum(['none', 'balanced']).default('none'),
  /** How rows become numbers, where the task leaves a choice. */
  encoding: z.record(z.string(), z.unknown()).optional(),
});

/** As written in `train.config.ts`: only what differs from the defaults. */
export type TrainingSettings = z.input<typeof trainingSettingsSchema>;

/** With every default filled in. */
export type ResolvedTrainingSettings = z.output<typeof trainingSettingsSchema>;
