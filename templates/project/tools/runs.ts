// npm run runs [model] [json]: every model that was trained and registered, with settings, metrics, verdict and time.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleManifestSchema, exitCodes } from '@create-mlops/contracts';
import { openRegistry } from '@create-mlops/model-registry';
import { registryLocation, runMain } from '@create-mlops/stage';
import { modelNames } from './model-names.ts';

const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2).map((word) => word.replace(/^--/, ''));

await runMain(async () => {
  const registry = openRegistry(registryLocation(root), { root });
  const models = modelNames(root).filter(
    (name) => words.length === 0 || words.includes(name) || words.includes('json'),
  );
  const runs = models.flatMap((model) =>
    registry.list(model).map((record) => {
      const path = join(registry.bundleDirectory(model, record.version), 'manifest.json');
      const manifest = bundleManifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
      return {
        model,
        version: record.version,
        modelHash: record.modelHash,
        registeredAt: record.registeredAt,
        decision: record.decision,
        metrics: record.metrics,
        settings: manifest.settings,
        epochs: manifest.history.length,
        trainingSeconds: manifest.trainingSeconds,
        dataLabel: manifest.lineage.dataLabel,
        gitCommit: record.gitCommit,
      };
    }),
  );
  if (words.includes('json')) {
    process.stdout.write(`${JSON.stringify(runs, null, 2)}\n`);
  } else if (runs.length === 0) {
    process.stdout.write('No run yet. `npm run pipeline` makes the first.\n');
  } else {
    for (const run of runs) {
      const metrics = Object.entries(run.metrics)
        .map(([name, value]) => `${name} ${value.toPrecision(4)}`)
        .join('  ');
      const settings = Object.entries(run.settings)
        .filter(([, value]) => typeof value !== 'object')
        .map(([name, value]) => `${name}=${String(value)}`)
        .join(' ');
      process.stdout.write(
        `${run.model} ${run.version}  ${run.modelHash.slice(0, 12)}  ${run.registeredAt.slice(0, 16)}  ${run.decision}, ${run.trainingSeconds.toFixed(1)} s, ${run.epochs} epochs\n    ${metrics}\n    ${settings}\n`,
      );
    }
  }
  return exitCodes.pass;
});
