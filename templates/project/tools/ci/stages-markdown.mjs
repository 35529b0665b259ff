import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const reports = {
  validate: ['validation', 'report.md'],
  evaluate: ['evaluation', 'verdict.md'],
  drift: ['drift', 'report.md'],
};

/** The part of the run's page that tells of stages: one sentence each, then what ran and what was restored, then the reports. */
export function stagesMarkdown({ outcomes, tasks, seconds }) {
  const planned = outcomes.filter(({ isPlanned }) => isPlanned);
  if (planned.length === 0 && tasks.length === 0)
    return '### Stages\n\nThis change affects no stage.';
  const lines = ['### Stages', ''];
  for (const { model, stage, isGood, exitCode, sentence } of planned) {
    const mark = !isGood ? '❌' : exitCode === 0 ? '✅' : '⚠️';
    lines.push(`- ${mark} **${model}** ${stage}: ${sentence}`);
  }
  lines.push('', ...tasksTable(tasks), '', `In ${seconds.toFixed(1)} s.`);
  for (const { model, stage } of planned) {
    const path = join('artifacts', model, ...(reports[stage] ?? ['none']));
    if (!existsSync(path)) continue;
    lines.push(
      '',
      `<details><summary>${model}: ${stage}, the report</summary>`,
      '',
      readFileSync(path, 'utf8').trim(),
      '',
      '</details>',
    );
  }
  return lines.join('\n');
}

/** What ran and what did not have to. */
export function tasksTable(tasks) {
  const rows = tasks.map(
    ({ task, did, from, seconds }) =>
      `| ${task.split(':')[0]} | ${task.split(':').at(-1)} | ${from === '' ? did : `${did}, from ${from}`} | ${seconds.toFixed(1)} |`,
  );
  return ['| project | target | what happened | seconds |', '|---|---|---|---:|', ...rows];
}
