import { basename, dirname, join } from 'node:path';
import { MlopsError } from '@create-mlops/contracts';
import { registryLocation } from './registry-location.ts';

/** Where a stage stands in its project and where it may write. Paths are absolute. */
export type StageLocation = {
  readonly stage: string;
  readonly model: string;
  readonly root: string;
  /** `artifacts/<model>` */
  readonly artifacts: string;
  /** What `openRegistry` opens: the folder `registry`, or what `MLOPS_REGISTRY` names. */
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
    registry: registryLocation(root, environment),
  };
}
