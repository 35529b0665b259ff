import type { Problem } from '@create-mlops/contracts';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** What `buildModel` in `train/model.ts` is told about the data. */
export type ModelShape = {
  /** Numbers per encoded row. */
  readonly inputWidth: number;
  /** Shape of one encoded row: `[inputWidth]`, or `[height, width, channels]` for images. */
  readonly inputShape: readonly number[];
  /** Number of classes; 1 for regression. */
  readonly outputs: number;
  /** For `binary` and `multiclass` the last layer is a softmax over `outputs`; for `regression` it is linear. */
  readonly problem: Problem;
  /** For initializers: give each layer its own, such as `seed` and `seed + 1`. */
  readonly seed: number;
};

/** The user's model, not compiled: training chooses loss and optimizer from the problem and the settings. */
export type BuildModel = (shape: ModelShape) => LayersModel;
