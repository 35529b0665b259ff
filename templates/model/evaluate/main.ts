import { exitCodes, validationReportSchema } from '@create-mlops/contracts';
import { evaluate, gateSettingsSchema, toMarkdown, toTerminal } from '@create-mlops/eval-gate';
import { modelToBeat, openRegistry } from '@create-mlops/model-registry';
import {
  loadSettings,
  readGitState,
  readJson,
  runStage,
  writeFileAtomic,
  writeJson,
} from '@create-mlops/stage';
import { loadPredictor } from '@create-mlops/training';
import { dataset } from '../data/dataset.ts';
import { task } from '../data/task.ts';
import { settings } from './gate.config.ts';
import { metrics } from './metrics/index.ts';

await runStage(import.meta.dirname, async (stage) => {
  const bundleDirectory = stage.artifact('train', 'bundle');
  const load = (directory: string) =>
    loadPredictor({ directory, task, features: dataset.features });
  const candidate = await load(bundleDirectory);
  const registry = openRegistry(stage.registry, { root: stage.root });
  const opponent = modelToBeat(registry, stage.model, candidate.manifest.modelHash);
  const production =
    opponent === null ? null : await load(registry.bundleDirectory(stage.model, opponent.version));

  const { verdict, evaluation } = await evaluate({
    model: stage.model,
    candidate,
    production,
    test: (await dataset.splits()).test,
    description: dataset.description,
    settings: loadSettings(gateSettingsSchema, settings, stage),
    ownMetrics: metrics,
    validation: readJson(stage.artifact('validation', 'report.json'), validationReportSchema, {
      missing: `Run \`npx nx run ${stage.model}-validate:validate\` first.`,
    }),
    bundleDirectory,
    gitCommit: readGitState(stage.root).commit,
  });
  writeJson(stage.artifact('evaluation', 'verdict.json'), verdict);
  writeJson(stage.artifact('evaluation', 'evaluation.json'), evaluation);
  writeFileAtomic(stage.artifact('evaluation', 'verdict.md'), toMarkdown(verdict));
  stage.finish(verdict, toTerminal(verdict));
  return verdict.blocking ? exitCodes.gateBlocked : exitCodes.pass;
});
