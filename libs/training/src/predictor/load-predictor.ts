import { type Feature, MlopsError, type Predictor, type Task } from '@create-mlops/contracts';
import { z } from 'zod';
import { parseFile, readBundle } from '../bundle/read-bundle.ts';
import { createPredictor } from './create-predictor.ts';
import type { EngineOptions } from './engine.ts';
import { engineLoaders } from './engine-loaders.ts';
import { misfitOf } from './misfit-of.ts';

export type LoadPredictorOptions = EngineOptions & {
  /** The bundle's folder. */
  readonly directory: string;
  /** The task that encodes its rows. */
  readonly task: Task;
  /** The user's derived columns, from `data/features.ts`. */
  readonly features?: readonly Feature[];
  /** Whether every file is held against its sha256. */
  readonly verify?: boolean;
};

/**
 * Loads a bundle for predictions; tfjs-node is not needed.
 * @throws {MlopsError} BUNDLE_MISSING; BUNDLE_BROKEN when a file changed, or the bundle was trained with another task
 * or other derived features; BACKEND_UNAVAILABLE; MODEL_UNUSABLE when an ONNX model is of another form.
 * @example
 * const predictor = await loadPredictor({ directory, task: tabular, features });
 * await predictor.predict(tableFromRows([{ age: 40, plan: 'basic' }], ['age', 'plan']));
 */
export async function loadPredictor(options: LoadPredictorOptions): Promise<Predictor> {
  const { directory, task, features = [], verify = true } = options;
  const { manifest, files } = await readBundle(directory, { verify });
  if (manifest.task !== task.name) {
    throw new MlopsError(
      'BUNDLE_BROKEN',
      `The bundle of ${manifest.model} was trained for the task ${manifest.task}, but is loaded for ${task.name}.`,
      'Train again with `npm run pipeline`.',
    );
  }
  const names = features.map(({ name }) => name);
  if (names.join('\n') !== manifest.featureNames.join('\n')) {
    throw new MlopsError(
      'BUNDLE_BROKEN',
      `The bundle of ${manifest.model} was trained with ${listOf(manifest.featureNames)}, but data/features.ts now has ${listOf(names)}.`,
      'Train again with `npm run pipeline`, or restore the data/features.ts of that training.',
    );
  }
  const loader = engineLoaders.find(({ reads }) => reads(manifest));
  if (!loader) {
    throw new MlopsError(
      'BUNDLE_BROKEN',
      `The bundle of ${manifest.model} holds no model of a known form (${engineLoaders.map(({ name }) => name).join(', ')}).`,
      'Train again with `npm run pipeline`.',
    );
  }
  const encoder = task.loadEncoder(parseFile(files, 'encoder.json', z.unknown()));
  const engine = await loader.load(files, options);
  const misfit = misfitOf(engine, encoder);
  if (misfit !== null) {
    engine.dispose();
    throw new MlopsError(
      'BUNDLE_BROKEN',
      `The model ${misfit}.`,
      'Train again with `npm run pipeline`, or restore the bundle from the registry.',
    );
  }
  return createPredictor(manifest, { encoder, features, engine });
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? 'no derived features' : `the derived features ${names.join(', ')}`;
}
