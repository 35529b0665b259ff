import { basename, dirname, join, resolve } from 'node:path';
import { MlopsError } from '@create-mlops/contracts';

/** Where a stage stands in its project and where it may write. Paths are absolute. */
export type StageLocation = {
  readonly stage: string;
  readonly model: string;
  readonly root: string;
  /** `artifacts/<model>` */
  readonly artifacts: string;
  /** `registry`, or where `MLOPS_REGISTRY` points, seen from the root. */
  readonly registry: string;
};

/**
 * Reads a stage's name and model from its folder, `models/<model>/<stage>`, so that the same file serves every model.
 *
 * @throws {MlopsError} USAGE when the folder is not such a folder.
 * @example locateStage('/acme/models/churn/train').model // 'churn'
 */
export function locateStage(
  stageDirectory: string,
  environment: NodeJS.ProcessEnv = process.env,
): StageLocation {
  const modelDirectory = dirname(stageDirectory);
  const models = dirname(modelDirectory);
  if (basename(models) !== 'models') {
    throw new MlopsError(
      'USAGE',
      `${stageDirectory} is not a stage: stages live in models/<model>/<stage>.`,
      'Move the folder back, or start the stage with `npx nx run <model>-<stage>:<stage>`.',
    );
  }
  const root = dirname(models);
  const model = basename(modelDirectory);
  return {
    stage: basename(stageDirectory),
    model,
    root,
    artifacts: join(root, 'artifacts', model),
    registry: resolve(root, environment.MLOPS_REGISTRY ?? 'registry'),
  };
}
