import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { latestJudgement, openRegistry } from '@create-mlops/model-registry';
import { createService, type ServedModel, type ServingSettings } from '@create-mlops/serving';
import { loadPredictor, readBundle, readSamples, verifySamples } from '@create-mlops/training';
import { models } from './models.ts';
import type { PinnedVersions } from './pinned-versions.ts';

/** In the image the engine's .wasm files lie beside the bundled service; here they are found in their package. */
const wasmDirectory = existsSync(join(import.meta.dirname, 'tfjs-backend-wasm.wasm'))
  ? import.meta.dirname
  : undefined;

/** How often a registry on another machine is asked for news. */
const lookEveryMs = 2_000;

/**
 * The prediction service of this project: each model answers with the version that the registry's `production` alias
 * names, and follows it.
 */
export function createApp(options: {
  /** The project's folder. */
  readonly root: string;
  /** What `openRegistry` opens. */
  readonly registry: string;
  /** `<directory>/<model>/predictions` holds the prediction log; without it nothing is logged. */
  readonly artifactsDirectory?: string;
  readonly settings?: ServingSettings;
  /** Versions that answer whatever the aliases say. */
  readonly pinned?: PinnedVersions;
  /** Lets programs that know it read the prediction log over HTTP. */
  readonly logToken?: string | undefined;
  readonly report?: (line: string) => void;
}): ReturnType<typeof createService> {
  const { root, artifactsDirectory, settings = {}, pinned = {}, report = () => {} } = options;
  const registry = openRegistry(options.registry, { root, isFollowing: true });
  const served = Object.entries(models).map(
    ([name, { row, features, task }]): ServedModel => ({
      name,
      row,
      features,
      currentVersion: () => pinned[name] ?? registry.aliases(name).aliases.production ?? null,
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
        const { decision, sentence } = latestJudgement(registry, name, version);
        return { predictor, samples: readSamples(bundle), verdict: { decision, sentence } };
      },
      verify: verifySamples,
    }),
  );
  const app = createService({
    models: served,
    settings,
    logToken: options.logToken,
    report,
    ...(artifactsDirectory === undefined
      ? {}
      : { logDirectory: (model) => join(artifactsDirectory, model, 'predictions') }),
  });
  let trouble = '';
  let isClosed = false;
  const look = async () => {
    const said = await registry.refresh().then(
      () => '',
      (error: Error) => `The registry cannot be asked for news: ${error.message}`,
    );
    if (said !== '' && said !== trouble) report(said);
    trouble = said;
    if (!isClosed) timer = setTimeout(look, lookEveryMs).unref();
  };
  let timer = setTimeout(look, lookEveryMs).unref();
  app.addHook('onClose', async () => {
    isClosed = true;
    clearTimeout(timer);
  });
  return app;
}
