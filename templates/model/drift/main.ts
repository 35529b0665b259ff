import { join } from 'node:path';
import { exitCodes, referenceProfileSchema } from '@create-mlops/contracts';
import {
  checkDrift,
  driftSettingsSchema,
  loadWindow,
  toMarkdown,
  toTerminal,
} from '@create-mlops/drift-check';
import { openRegistry } from '@create-mlops/model-registry';
import { loadSettings, readJson, runStage, writeFileAtomic, writeJson } from '@create-mlops/stage';
import { loadPredictor } from '@create-mlops/training';
import { dataset } from '../data/dataset.ts';
import { task } from '../data/task.ts';
import { detectors } from './detectors/index.ts';
import { settings } from './drift.config.ts';

await runStage(import.meta.dirname, async (stage) => {
  const registry = openRegistry(stage.registry, { root: stage.root });
  const production = registry.find(stage.model, 'production');
  const directory =
    production === null ? null : registry.bundleDirectory(stage.model, production.version);
  const report = await checkDrift({
    model: stage.model,
    version: production?.version ?? null,
    predictor:
      directory === null
        ? null
        : await loadPredictor({ directory, task, features: dataset.features }),
    profile:
      directory === null
        ? null
        : readJson(join(directory, 'profile.json'), referenceProfileSchema, {
            missing: 'Train again: this bundle was made without a reference profile.',
          }),
    window: await loadWindow({
      currentDirectory: join(import.meta.dirname, '..', 'current'),
      logDirectory: stage.artifact('predictions'),
      description: dataset.description,
    }),
    description: dataset.description,
    settings: loadSettings(driftSettingsSchema, settings, stage),
    ownDetectors: detectors,
  });
  writeJson(stage.artifact('drift', 'report.json'), report);
  writeFileAtomic(stage.artifact('drift', 'report.md'), toMarkdown(report));
  stage.finish(report, toTerminal(report));
  return report.decision === 'drift' ? exitCodes.driftFound : exitCodes.pass;
});
