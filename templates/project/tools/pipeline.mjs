// `npm run pipeline [model] [fresh]`: Nx runs the stages that a change affects, then one sentence per stage says what
// came out. The exit code is derived from the reports, because Nx turns every failure into 1.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { runNx } from './pipeline/run-nx.mjs';

const stages = ['validate', 'train', 'evaluate', 'register'];
const exitCodes = { usage: 2, dataInvalid: 3, gateBlocked: 4 };

const words = process.argv.slice(2);
const all = readdirSync('models', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const unknown = words.filter((word) => word !== 'fresh' && !all.includes(word));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no model "${unknown[0]}".\n→ Use one of ${all.join(', ')}, or \`fresh\` to run without the cache.\n`,
  );
  process.exit(exitCodes.usage);
}
const chosen = words.filter((word) => word !== 'fresh');
const models = chosen.length > 0 ? chosen : all;

const artifact = (model, ...parts) => join('artifacts', model, ...parts);
const reports = {
  validate: ['validation', 'report.json'],
  train: ['train', 'bundle', 'manifest.json'],
  evaluate: ['evaluation', 'verdict.json'],
  register: ['register', 'registration.json'],
  drift: ['drift', 'report.json'],
};
const read = (model, stage) => {
  try {
    return JSON.parse(readFileSync(artifact(model, ...reports[stage]), 'utf8'));
  } catch {
    return null;
  }
};
const production = (model) => {
  const path = join(process.env.MLOPS_REGISTRY ?? 'registry', model, 'aliases.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).aliases.production : undefined;
};

// Old reports go first: what stands there afterwards is from this run, or restored from the cache by it.
for (const model of models) {
  for (const stage of ['validate', 'evaluate', 'drift']) {
    rmSync(artifact(model, ...reports[stage]), { force: true });
  }
}

function run(targets, projects) {
  const flags = words.includes('fresh') ? ['--skip-nx-cache'] : [];
  return runNx(['run-many', '-t', ...targets, '-p', projects.join(','), ...flags]);
}

const projectsOf = (model, names) => names.map((stage) => `${model}-${stage}`);
const before = new Map(models.map((model) => [model, production(model)]));
const serving = models.filter((model) => before.get(model) !== undefined);
const status = run(
  serving.length > 0 ? [...stages, 'drift'] : stages,
  models.flatMap((model) =>
    projectsOf(model, serving.includes(model) ? [...stages, 'drift'] : stages),
  ),
);
// Drift is judged against the model in production: after a promotion that is another one.
const promoted = models.filter((model) => production(model) !== before.get(model));
if (promoted.length > 0)
  run(
    ['drift'],
    promoted.flatMap((model) => projectsOf(model, ['drift'])),
  );

const marks = {
  good: styleText('green', '✔'),
  bad: styleText('red', '✘'),
  note: styleText('yellow', '●'),
};
const lines = [];
let code = 0;
for (const model of models) {
  lines.push('', styleText('bold', model));
  const say = (mark, stage, sentence) =>
    lines.push(`  ${marks[mark]} ${stage.padEnd(9)} ${sentence}`);
  const validation = read(model, 'validate');
  if (validation === null) {
    say('bad', 'validate', 'did not finish; the lines above say why.');
    code ||= status;
    continue;
  }
  say(
    { pass: 'good', warn: 'note', fail: 'bad' }[validation.verdict],
    'validate',
    validation.sentence,
  );
  if (validation.verdict === 'fail') {
    code ||= exitCodes.dataInvalid;
    continue;
  }
  const verdict = read(model, 'evaluate');
  const manifest = read(model, 'train');
  if (verdict === null || manifest === null) {
    const stage = manifest === null ? 'train' : 'evaluate';
    say('bad', stage, 'did not finish; the lines above say why.');
    code ||= status === 0 ? 1 : status;
    continue;
  }
  const { splitRows, history, backend, modelHash } = manifest;
  say(
    'good',
    'train',
    `${splitRows.train.toLocaleString('en-US')} rows, ${history.length} epochs on ${backend}: model ${modelHash.slice(0, 12)}.`,
  );
  const decided = { pass: 'good', unchanged: 'good', inconclusive: 'note', block: 'bad' };
  say(decided[verdict.decision], 'evaluate', verdict.sentence);
  if (verdict.blocking) code ||= exitCodes.gateBlocked;
  const registration = read(model, 'register');
  if (!verdict.blocking && registration !== null) say('good', 'register', registration.sentence);
  const drift = read(model, 'drift');
  if (drift !== null) {
    const moved = { drift: 'bad', warn: 'note' };
    say(moved[drift.decision] ?? 'good', 'drift', drift.sentence);
  }
}
process.stdout.write(`${lines.join('\n')}\n\n`);
process.exitCode = code === 0 && status !== 0 && promoted.length === 0 ? driftOnly() : code;

/** Drift found is no failure of the pipeline: its own stage says it with exit code 5. */
function driftOnly() {
  const drifted = models.some((model) => read(model, 'drift')?.decision === 'drift');
  return drifted ? 0 : status;
}
