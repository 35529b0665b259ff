// npm run runs [model] [json]: every model that was trained and registered, with settings, metrics, verdict and time.
import { join } from 'node:path';
import { exitCodes } from '@create-mlops/contracts';
import { openRegistry } from '@create-mlops/model-registry';
import { registryLocation, runMain } from '@create-mlops/stage';
import { modelNames } from './model-names.ts';
import { readManifest } from './versions/show-version.ts';

const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2).map((word) => word.replace(/^--/, ''));

await runMain(async () => {
  const registry = openRegistry(registryLocation(root), { root });
  const models = modelNames(root).filter(
    (name) => words.length === 0 || words.includes(name) || words.includes('json'),
  );
  const runs = models.flatMap((model) =>
    registry.list(model).map((record) => {
      const { manifest, problem } = readManifest(registry, model, record.version);
      return {
        model,
        version: record.version,
        modelHash: record.modelHash,
        registeredAt: record.registeredAt,
        decision: record.decision,
        metrics: record.metrics,
        settings: manifest?.settings ?? {},
        epochs: manifest?.history.length ?? null,
        trainingSeconds: manifest?.trainingSeconds ?? null,
        dataLabel: record.dataLabel ?? manifest?.lineage.dataLabel ?? null,
        gitCommit: record.gitCommit,
        runAddress: record.runAddress ?? null,
        bundleProblem: problem,
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
      const training =
        run.trainingSeconds === null
          ? ''
          : `, ${run.trainingSeconds.toFixed(1)} s, ${run.epochs} epochs`;
      process.stdout.write(
        `${run.model} ${run.version}  ${run.modelHash.slice(0, 12)}  ${run.registeredAt.slice(0, 16)}  ${run.decision}${training}\n    ${metrics}\n    ${run.bundleProblem ?? settings}\n`,
      );
    }
  }
  return exitCodes.pass;
});
