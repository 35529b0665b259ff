import { exitCodes, verdictSchema } from '@create-mlops/contracts';
import { openRegistry } from '@create-mlops/model-registry';
import { decideRollout, rolloutSettingsSchema } from '@create-mlops/rollout';
import { loadSettings, readJson, runStage, writeJson } from '@create-mlops/stage';
import { settings } from '../serve/rollout.config.ts';

await runStage(import.meta.dirname, async (stage) => {
  const verdict = readJson(stage.artifact('evaluation', 'verdict.json'), verdictSchema, {
    missing: `Run \`npx nx run ${stage.model}-evaluate:evaluate\` first.`,
  });
  const registry = openRegistry(stage.registry, { root: stage.root });
  const attribution = { by: 'pipeline', reason: verdict.sentence };

  const bundleDirectory = stage.artifact('train', 'bundle');
  const { record } = registry.register(bundleDirectory, verdict, attribution);
  const production = registry.find(stage.model, 'production');
  const step = decideRollout(
    production?.version === record.version ? { ...verdict, decision: 'unchanged' } : verdict,
    record.version,
    loadSettings(rolloutSettingsSchema, settings, { stage: 'rollout' }),
    { isFirst: production === null },
  );
  if (step.action === 'promote') registry.promote(stage.model, record.version, attribution);
  if (step.action === 'hold') {
    registry.setAlias(stage.model, 'candidate', record.version, attribution);
  }

  const registration = { ...step, version: record.version };
  writeJson(stage.artifact('register', 'registration.json'), registration);
  stage.finish(registration, step.sentence);
  return exitCodes.pass;
});
