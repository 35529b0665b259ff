import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outcomeOf } from './stage-outcome.mjs';
import { tasksTable } from './stages-markdown.mjs';

const folder = join('artifacts', 'ci');

/** What a change did: to the models, on the same rows as production; to the limits; and which stages it took. */
export function changeMarkdown({ runUrl, result }) {
  const records = readRecords();
  const tasks = records.flatMap((record) => record.tasks);
  const models = [...new Set(tasks.map(({ task }) => /^(.*)-evaluate:/.exec(task)?.[1]))].filter(
    (model) => model !== undefined,
  );
  const count = (did) => tasks.filter((task) => task.did === did).length;
  const seconds = records.reduce((sum, record) => sum + record.seconds, 0);
  const lines = [];
  if (tasks.length === 0) {
    lines.push(
      result === 'failure'
        ? '**The stages did not come to run.**'
        : '**This change affects no stage.**',
    );
  }
  for (const model of models) lines.push(...modelLines(model, tasks));
  lines.push(...otherLines(tasks, models));
  const loosened = readJson(join(folder, 'loosened.json')) ?? [];
  if (loosened.length > 0) {
    lines.push('', '**This change lets more through:**', '');
    for (const { sentence } of loosened) lines.push(`- ${sentence}`);
  }
  if (tasks.length > 0) {
    lines.push(
      '',
      `<details><summary>${count('ran') + count('failed')} ran, ${count('restored')} restored, ${seconds.toFixed(0)} s</summary>`,
      '',
      ...tasksTable(tasks),
      '',
      '</details>',
    );
  }
  lines.push('', `[The run, with reports and models](${runUrl})`);
  return `${lines.join('\n')}\n`;
}

function modelLines(model, tasks) {
  const { isGood, sentence } = outcomeOf(model, 'evaluate', tasks);
  const verdict = readJson(join('artifacts', model, 'evaluation', 'verdict.json'));
  const lines = [`${isGood ? '✅' : '❌'} **${model}**: ${sentence}`];
  if (verdict?.productionMetrics) {
    lines.push('', '| on the same rows | production | this change |', '|---|---:|---:|');
    for (const [name, value] of Object.entries(verdict.metrics)) {
      const before = verdict.productionMetrics[name];
      if (before !== undefined)
        lines.push(`| ${name} | ${before.toPrecision(4)} | ${value.toPrecision(4)} |`);
    }
  }
  return [...lines, ''];
}

/** Stages before the verdict that stopped, and tests that failed. */
function otherLines(tasks, models) {
  const failed = tasks.filter(({ task, did }) => did === 'failed' && !task.endsWith(':evaluate'));
  return failed.map(({ task }) => {
    const [project, target] = task.split(':');
    const model =
      models.find((name) => project.startsWith(`${name}-`)) ?? project.replace(/-\w+$/, '');
    const { sentence } = outcomeOf(model, target, tasks);
    return `❌ **${project}** ${target}: ${sentence}`;
  });
}

function readRecords() {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && name !== 'loosened.json')
    .sort()
    .map((name) => readJson(join(folder, name)))
    .filter((record) => Array.isArray(record?.tasks));
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
