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

/** With the word `version=3` a version of the registry is judged instead of the model just trained. */
const asked = /^version=(\d+)$/.exec(process.argv[2] ?? '')?.[1];

await runStage(import.meta.dirname, async (stage) => {
  const load = (directory: string) =>
    loadPredictor({ directory, task, features: dataset.features });
  const registry = openRegistry(stage.registry, { root: stage.root });
  const bundleDirectory =
    asked === undefined
      ? stage.artifact('train', 'bundle')
      : registry.bundleDirectory(stage.model, Number(asked));
  const candidate = await load(bundleDirectory);
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
  const folder = asked === undefined ? 'evaluation' : 'evaluation-again';
  writeJson(stage.artifact(folder, 'verdict.json'), verdict);
  writeJson(stage.artifact(folder, 'evaluation.json'), evaluation);
  writeFileAtomic(stage.artifact(folder, 'verdict.md'), toMarkdown(verdict));
  stage.finish(verdict, toTerminal(verdict));
  return verdict.blocking ? exitCodes.gateBlocked : exitCodes.pass;
});
