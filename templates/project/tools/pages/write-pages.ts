import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BundleManifest, type Feature, MlopsError, type Task } from '@create-mlops/contracts';
import type { ModelRegistry } from '@create-mlops/model-registry';
import { staticPage } from '@create-mlops/serving';
import { writeFileAtomic, writeJson } from '@create-mlops/stage';
import { loadPredictor, readBundle, readSamples, verifySamples } from '@create-mlops/training';
import type { z } from 'zod';
import { bundleProgram } from './bundle-program.ts';
import type { EmbeddedBundle } from './open-model.ts';

/** What `state.json` beside the page says: which model a published page shows. */
export type PageState = {
  readonly model: string;
  readonly version: number;
  readonly modelHash: string;
};

type Served = {
  readonly row: z.ZodObject;
  readonly features: readonly Feature[];
  readonly task: Task;
};

/**
 * Writes `artifacts/<model>/pages/`: `index.html`, which holds program, model and weights, and `state.json`.
 *
 * @returns the path of index.html.
 * @throws {MlopsError} MODEL_UNUSABLE for a model that is not of TensorFlow.js; VERSION_UNKNOWN; BUNDLE_BROKEN.
 */
export async function writePages(options: {
  readonly root: string;
  readonly registry: ModelRegistry;
  readonly model: string;
  readonly version: number;
}): Promise<string> {
  const { root, registry, model, version } = options;
  const directory = registry.bundleDirectory(model, version);
  const { manifest, files } = await readBundle(directory);
  refuseOtherFormats(model, version, manifest);
  const samples = readSamples({ manifest, files });
  const entry = pathToFileURL(join(root, 'models', model, 'serve', 'index.ts')).href;
  const { served }: { readonly served: Served } = await import(entry);
  const { row, features, task } = served;

  const kept = [...files].filter(([name]) => name === 'encoder.json' || isModelFile(name));
  const embedded: EmbeddedBundle = {
    version,
    // The hashes of files that the page does not hold would only make it longer.
    manifest: { ...manifest, history: [], files: {} },
    samples,
    files: Object.fromEntries(
      kept.map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]),
    ),
  };
  const page = await staticPage(
    {
      name: model,
      row,
      features,
      currentVersion: () => version,
      load: async () => ({
        predictor: await loadPredictor({ directory, task, features, verify: false }),
        samples,
      }),
      verify: verifySamples,
    },
    { program: await bundleProgram(root, model), embedded },
  );
  const folder = join(root, 'artifacts', model, 'pages');
  const path = join(folder, 'index.html');
  writeFileAtomic(path, page);
  const state: PageState = { model, version, modelHash: manifest.modelHash };
  writeJson(join(folder, 'state.json'), state);
  return path;
}

const isModelFile = (name: string) => name === 'model.json' || name.endsWith('.bin');

function refuseOtherFormats(model: string, version: number, manifest: BundleManifest): void {
  if ('model.json' in manifest.files) return;
  const form = 'model.onnx' in manifest.files ? 'an ONNX model' : 'no TensorFlow.js model';
  throw new MlopsError(
    'MODEL_UNUSABLE',
    `Version ${version} of ${model} is ${form}, and a static page runs TensorFlow.js models only.`,
    'Serve it with `npm run serve` or deploy it with the target `replay` or `http`; or train with `source: "layers"`.',
  );
}
