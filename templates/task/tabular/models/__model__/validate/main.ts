import { exitCodes } from '@create-mlops/contracts';
import {
  toMarkdown,
  toTerminal,
  validate,
  validationSettingsSchema,
} from '@create-mlops/data-validation';
import { loadSettings, runStage, writeFileAtomic, writeJson } from '@create-mlops/stage';
import { dataset } from '../data/dataset.ts';
import { checks } from './checks/index.ts';
import { settings } from './validate.config.ts';

await runStage(import.meta.dirname, async (stage) => {
  const report = await validate({
    model: stage.model,
    dataset,
    settings: loadSettings(validationSettingsSchema, settings, stage),
    ownChecks: checks,
  });
  writeJson(stage.artifact('validation', 'report.json'), report);
  writeFileAtomic(stage.artifact('validation', 'report.md'), toMarkdown(report));
  stage.finish(report, toTerminal(report));
  return report.verdict === 'fail' ? exitCodes.dataInvalid : exitCodes.pass;
});
