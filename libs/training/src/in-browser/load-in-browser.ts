import {
  type BundleManifest,
  type Feature,
  MlopsError,
  type Predictor,
  type Task,
} from '@create-mlops/contracts';
import { openCpuBackend } from '../backend/cpu-backend.ts';
import { prepareTensorflow } from '../backend/prepare-tensorflow.ts';
import { loadLayersModelFiles } from '../bundle/layers-model-files.ts';
import { createPredictor } from '../predictor/create-predictor.ts';
import { layersModelEngine } from '../predictor/layers-model-engine.ts';
import { misfitOf } from '../predictor/misfit-of.ts';

export type LoadInBrowserOptions = {
  readonly manifest: BundleManifest;
  /** `encoder.json`, `model.json` and the weights, already verified by whoever made the page. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly task: Task;
  readonly features?: readonly Feature[];
};

/**
 * The same predictor as `loadPredictor` makes, from bytes in memory and on the cpu backend, which needs no file of its own
 * and so works in a page that was opened from disk.
 * @throws {MlopsError} BUNDLE_BROKEN when the files are no layers model, or not the one that the encoder belongs to;
 * BACKEND_UNAVAILABLE.
 */
export async function loadInBrowser(options: LoadInBrowserOptions): Promise<Predictor> {
  const { manifest, files, task, features = [] } = options;
  prepareTensorflow();
  if (!(await openCpuBackend())) {
    throw new MlopsError(
      'BACKEND_UNAVAILABLE',
      'TensorFlow.js does not start in this browser.',
      'Try a current version of Chrome, Firefox, Safari or Edge.',
    );
  }
  const encoder = task.loadEncoder(
    JSON.parse(new TextDecoder().decode(files.get('encoder.json') ?? new Uint8Array())),
  );
  const engine = layersModelEngine(await loadLayersModelFiles(files));
  const misfit = misfitOf(engine, encoder);
  if (misfit === null) return createPredictor(manifest, { encoder, features, engine });
  engine.dispose();
  throw new MlopsError(
    'BUNDLE_BROKEN',
    `The model ${misfit}.`,
    'Make the page again with `npm run pages`.',
  );
}
