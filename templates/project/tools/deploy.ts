// npm run deploy [model] [version] [target]: staging (service started, integration tests, load test), comparison, promotion by
// serve/rollout.config.ts, and back on failure. In CI the environment says it: MODEL_VERSION, STRATEGY, DEPLOY_TARGET, DEPLOY_RATE,
// DEPLOY_SECONDS, DEPLOY_DEDICATED; for the target http DEPLOY_URL and DEPLOY_WAIT.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exitCodes, MlopsError } from '@create-mlops/contracts';
import { type ModelRegistry, openRegistry } from '@create-mlops/model-registry';
import {
  type DeploymentReport,
  deploymentMarkdown,
  type ResolvedRolloutSettings,
  type RolloutSettings,
  rolloutSettingsSchema,
} from '@create-mlops/rollout';
import {
  loadSettings,
  registryLocation,
  runMain,
  writeFileAtomic,
  writeJson,
} from '@create-mlops/stage';
import { deployVersion } from './deploy/deploy-version.ts';
import type { Served } from './deploy/deployment.ts';
import { type DeployRequest, readRequest } from './deploy/read-request.ts';
import { targets } from './deploy/targets/index.ts';
import { modelNames } from './model-names.ts';

const root = join(import.meta.dirname, '..');
const print = (line: string) => process.stdout.write(`${line}\n`);

await runMain(async () => {
  const request = readRequest(process.argv.slice(2), process.env, {
    models: modelNames(root),
    targets: Object.keys(targets),
  });
  const target = targets[request.target];
  if (target === undefined) return exitCodes.bug;
  target.require?.();
  const { model } = request;
  const registry = openRegistry(registryLocation(root), { root });
  const version = request.version ?? usualVersion(registry, model);
  const record = registry.show(model, version);
  const production = registry.find(model, 'production');
  const opponent = production?.version === version ? registry.find(model, 'previous') : production;
  const settings = await settingsFor(request);
  const { served } = await importModel<{ readonly served: Served }>(model, 'index.ts');

  const folder = join(root, 'artifacts', model, 'deploy');
  // What an earlier deployment left says nothing of this one.
  for (const name of ['report.json', 'report.md']) rmSync(join(folder, name), { force: true });
  const outcome = await deployVersion(
    {
      root,
      model,
      record,
      opponent,
      registry,
      settings,
      served,
      isDedicated: request.isDedicated,
      isRehearsal: request.isRehearsal,
      print,
    },
    target,
  );
  const report: DeploymentReport = {
    schemaVersion: 1,
    stage: 'deploy',
    model,
    version,
    modelHash: record.modelHash,
    production: opponent?.version ?? null,
    target: request.target,
    strategy: settings.strategy,
    ...outcome,
  };
  writeJson(join(folder, 'report.json'), report);
  writeFileAtomic(join(folder, 'report.md'), deploymentMarkdown(report));
  print(`\n${report.sentence}`);
  const isGood = ['promoted', 'unchanged', 'ready'].includes(report.decision);
  return isGood ? exitCodes.pass : exitCodes.gateBlocked;
});

/** The candidate; where there is none, what serves already is tried again. */
function usualVersion(registry: ModelRegistry, model: string): number {
  const found = registry.find(model, 'candidate') ?? registry.find(model, 'production');
  if (found !== null) return found.version;
  throw new MlopsError(
    'VERSION_UNKNOWN',
    `${model} has neither a candidate nor a production version to deploy.`,
    `Run \`npm run pipeline\`, or name a version: \`npm run deploy ${model} 1\`.`,
  );
}

async function settingsFor(request: DeployRequest): Promise<ResolvedRolloutSettings> {
  const { settings: written } = await importModel<{ readonly settings: RolloutSettings }>(
    request.model,
    'rollout.config.ts',
  );
  const settings = loadSettings(rolloutSettingsSchema, written, { stage: 'rollout' });
  const { strategy, requestsPerSecond, seconds } = request;
  const loadTest = {
    ...settings.loadTest,
    ...(requestsPerSecond === null ? {} : { requestsPerSecond }),
    ...(seconds === null ? {} : { seconds }),
  };
  return { ...settings, loadTest, strategy: strategy ?? settings.strategy };
}

/** A file of `models/<model>/serve`. */
function importModel<Module>(model: string, file: string): Promise<Module> {
  return import(pathToFileURL(join(root, 'models', model, 'serve', file)).href);
}
