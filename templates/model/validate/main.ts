import { exitCodes, type Task } from '@create-mlops/contracts';
import {
  explain,
  toGreatExpectations,
  toMarkdown,
  toTerminal,
  validate,
  validationSettingsSchema,
} from '@create-mlops/data-validation';
import { loadSettings, runStage, writeFileAtomic, writeJson } from '@create-mlops/stage';
import { row } from '../data/contract.ts';
import { dataset } from '../data/dataset.ts';
import { task as own } from '../data/task.ts';
import { checks } from './checks/index.ts';
import { settings } from './validate.config.ts';

/** This model's kind of data. */
const task: Task = own;
const words = process.argv.slice(2);

await runStage(import.meta.dirname, async (stage) => {
  if (words.includes('explain')) {
    const rules = explain(row);
    const lines = rules.map(
      ({ column, expected, how }) => `${how}  ${column ?? 'row'}: ${expected}`,
    );
    stage.finish(rules, lines.join('\n'));
    return exitCodes.pass;
  }
  const report = await validate({
    model: stage.model,
    dataset,
    inspect: task.inspect,
    settings: loadSettings(validationSettingsSchema, settings, stage),
    ownChecks: checks,
  });
  writeJson(stage.artifact('validation', 'report.json'), report);
  writeFileAtomic(stage.artifact('validation', 'report.md'), toMarkdown(report));
  if (words.includes('great-expectations')) {
    const path = stage.artifact('validation', 'great-expectations.json');
    writeJson(path, toGreatExpectations(report));
    stage.print(`Also written as ${path}.`);
  }
  stage.finish(report, toTerminal(report));
  return report.verdict === 'fail' ? exitCodes.dataInvalid : exitCodes.pass;
});
