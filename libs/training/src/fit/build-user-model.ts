import { MlopsError } from '@create-mlops/contracts';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { BuildModel, ModelShape } from '../model-shape.ts';
import { sizeOf } from '../predictor/run-layers-model.ts';

const HINT =
  'Edit train/model.ts: the first layer takes inputShape [inputWidth], the last one has `outputs` units.';

/**
 * Calls the user's `buildModel` and checks that the model fits the data.
 * @throws {MlopsError} SETTINGS_INVALID when it throws, or its inputs or outputs have another width.
 */
export function buildUserModel(buildModel: BuildModel, shape: ModelShape): LayersModel {
  const model = callBuildModel(buildModel, shape);
  const inputs = sizeOf(model.inputs[0]?.shape);
  const outputs = sizeOf(model.outputs[0]?.shape);
  const complaint =
    model.inputs.length !== 1 || model.outputs.length !== 1
      ? `has ${model.inputs.length} inputs and ${model.outputs.length} outputs where one of each is needed`
      : inputs !== shape.inputWidth
        ? `takes ${inputs} numbers per row, but the data has ${shape.inputWidth}`
        : outputs !== shape.outputs
          ? `answers ${outputs} numbers per row, but ${shape.outputs} are needed for this ${shape.problem} problem`
          : null;
  if (complaint === null) return model;
  model.dispose();
  throw modelInvalid(complaint);
}

/** The error of a model that does not fit: `The model of train/model.ts <complaint>.` */
export function modelInvalid(complaint: string): MlopsError {
  return new MlopsError('SETTINGS_INVALID', `The model of train/model.ts ${complaint}.`, HINT);
}

function callBuildModel(buildModel: BuildModel, shape: ModelShape): LayersModel {
  try {
    return buildModel(shape);
  } catch (cause) {
    throw new MlopsError(
      'SETTINGS_INVALID',
      `buildModel of train/model.ts failed: ${cause instanceof Error ? cause.message : String(cause)}`,
      HINT,
      { cause },
    );
  }
}
