import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDirectoryRegistry } from '@create-mlops/model-registry';
import { createService, type ServedModel, type ServingSettings } from '@create-mlops/serving';
import { loadPredictor, readBundle, readSamples, verifySamples } from '@create-mlops/training';
import { models } from './models.ts';

/** In the image the engine's .wasm files lie beside the bundled service; here they are found in their package. */
const wasmDirectory = existsSync(join(import.meta.dirname, 'tfjs-backend-wasm.wasm'))
  ? import.meta.dirname
  : undefined;

/**
 * The prediction service of this project: each model answers with the version that the registry's `production` alias
 * names, and follows it.
 */
export function createApp(options: {
  readonly registryDirectory: string;
  /** `<directory>/<model>/predictions` holds the prediction log; without it nothing is logged. */
  readonly artifactsDirectory?: string;
  readonly settings?: ServingSettings;
  readonly report?: (line: string) => void;
}): ReturnType<typeof createService> {
  const { registryDirectory, artifactsDirectory, settings = {}, report = () => {} } = options;
  const registry = openDirectoryRegistry(registryDirectory);
  const served = Object.entries(models).map(
    ([name, { row, features, task }]): ServedModel => ({
      name,
      row,
      features,
      currentVersion: () => registry.aliases(name).aliases.production ?? null,
      load: async (version) => {
        const directory = registry.bundleDirectory(name, version);
        const bundle = await readBundle(directory);
        const predictor = await loadPredictor({
          directory,
          task,
          features,
          verify: false,
          wasmDirectory,
          warn: report,
        });
        return { predictor, samples: readSamples(bundle) };
      },
      verify: verifySamples,
    }),
  );
  return createService({
    models: served,
    settings,
    report,
    ...(artifactsDirectory === undefined
      ? {}
      : { logDirectory: (model) => join(artifactsDirectory, model, 'predictions') }),
  });
}
