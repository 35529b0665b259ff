import { version_core } from '@tensorflow/tfjs-core';
import { version_layers } from '@tensorflow/tfjs-layers';
import type { BackendName } from '../backend/open-backend.ts';
import { layersModelToFiles } from '../bundle/layers-model-files.ts';
import type { BuildModel, ModelShape } from '../model-shape.ts';
import { layersModelEngine } from '../predictor/layers-model-engine.ts';
import type { ResolvedTrainingSettings } from '../settings.ts';
import { buildUserModel } from './build-user-model.ts';
import { type EncodedSplits, fitModel, type TrainingProgress } from './fit-model.ts';
import type { FittedModel } from './fitted-model.ts';
import type { Objective } from './objective.ts';
import { explainOperation, requireTrainable } from './untrainable.ts';
import { withSeededRandom } from './with-seeded-random.ts';

/**
 * Builds the user's model of layers and fits it, with every random number drawn from the seed.
 * @throws {MlopsError} SETTINGS_INVALID, TRAINING_DIVERGED; LAYER_UNSUPPORTED for what no backend, or not this one, can train.
 */
export async function fitLayers(plan: {
  readonly buildModel: BuildModel;
  readonly shape: ModelShape;
  readonly objective: Objective;
  readonly splits: EncodedSplits;
  readonly settings: ResolvedTrainingSettings;
  readonly backend: BackendName;
  readonly onProgress?: ((progress: TrainingProgress) => void) | undefined;
}): Promise<FittedModel> {
  const { buildModel, shape, objective, splits, settings, backend, onProgress } = plan;
  return withSeededRandom(settings.seed, async () => {
    const model = buildUserModel(buildModel, shape);
    try {
      requireTrainable(model, backend);
      const history = await fitModel(model, objective, splits, settings, onProgress);
      return {
        engine: layersModelEngine(model),
        files: await layersModelToFiles(model),
        history,
        origin: { kind: 'layers' },
        computedBy: {
          backend,
          versions: {
            '@tensorflow/tfjs-core': version_core,
            '@tensorflow/tfjs-layers': version_layers,
          },
        },
      };
    } catch (error) {
      model.dispose();
      throw explainOperation(error);
    }
  });
}
