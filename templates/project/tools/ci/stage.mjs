// node tools/ci/stage.mjs STAGE …: runs these stages (`test` counts as one) in CI, tells the run's page what came out and gives
// the models that passed to the jobs that follow. Reads MODELS, the models of the plan; without it NX_BASE, and what the change
// since then affects. What another runner has done already comes from MLOPS_CACHE_FOLDER, which the workflow keeps.
import { rmSync } from 'node:fs';
import { lookAtRegistry } from '../pipeline/registry-folder.mjs';
import { runNx } from '../pipeline/run-nx.mjs';
import { modelNames } from './affected-stages.mjs';
import { experimentVariables } from './experiment.mjs';
import { openGitAccess } from './git-access.mjs';
import { giveOutputs, readProvider, say } from './provider.mjs';
import { outcomeOf, testedFolders } from './stage-outcome.mjs';
import { keepTasks, readTasks } from './stage-tasks.mjs';
import { stagesMarkdown } from './stages-markdown.mjs';
import { withCache } from './with-cache.mjs';

const usage = 2;
const driftFound = 5;
const provider = readProvider();
// Nx would put a report of its own on the run's page; ours says the same in fewer words.
delete process.env.GITHUB_STEP_SUMMARY;
const wanted = process.argv.slice(2);
const models = process.env.MODELS?.split(' ').filter((name) => name !== '');
const unknown = models?.find((name) => !modelNames().includes(name));

process.exitCode = await main();

async function main() {
  if (wanted.length === 0) return refuse('Which stage?\n→ node tools/ci/stage.mjs validate');
  if (unknown !== undefined)
    return refuse(`There is no model "${unknown}".\n→ Use ${modelNames().join(', ')}.`);
  if (models?.length === 0) {
    process.stdout.write('The plan has no model for this stage.\n');
    giveOutputs(provider, { passed: '' });
    return 0;
  }
  try {
    Object.assign(process.env, experimentVariables(process.env.SETTINGS ?? ''));
  } catch (error) {
    return refuse(error.message);
  }
  openGitAccess();
  if (!lookAtRegistry()) return usage;
  // A private runner may hold what the job before it left.
  if (process.env.CI) rmSync('artifacts', { recursive: true, force: true });
  const started = Date.now();
  const folder = process.env.MLOPS_CACHE_FOLDER ?? '';
  const words = [...selection(), '--output-style=static'];
  const status = folder === '' ? runNx(words) : await withCache(folder, async () => runNx(words));
  return tell(status, started);
}

function selection() {
  const targets = ['-t', ...wanted];
  if (models !== undefined) {
    const projects = models.flatMap((model) => wanted.flatMap((stage) => projectsOf(model, stage)));
    return ['run-many', ...targets, '-p', projects.join(',')];
  }
  const base = process.env.NX_BASE ?? '';
  return base === ''
    ? ['run-many', ...targets]
    : ['affected', ...targets, `--base=${base}`, '--head=HEAD'];
}

/** Tests lie beside what they test, those of the model's behaviour in a folder of their own. */
function projectsOf(model, stage) {
  return stage === 'test'
    ? testedFolders.map((folder) => `${model}-${folder}`)
    : [`${model}-${stage}`];
}

/** The run's page and the values for later jobs. Returns the exit code, which Nx makes 1 of whatever it was. */
function tell(status, started) {
  const tasks = readTasks(started);
  const told = models ?? modelNames();
  const outcomes = told.flatMap((model) =>
    wanted.map((stage) => ({ model, stage, ...outcomeOf(model, stage, tasks, wanted) })),
  );
  const seconds = (Date.now() - started) / 1000;
  keepTasks(provider.job, { stages: wanted, tasks, seconds });
  say(provider, stagesMarkdown({ outcomes, tasks, seconds }));
  const passed = told.filter((model) =>
    outcomes.every(
      (outcome) =>
        outcome.model !== model || outcome.isGood || (status === 0 && !outcome.isPlanned),
    ),
  );
  const stopped = outcomes.filter(
    ({ isPlanned, isGood, exitCode }) => isPlanned && !(isGood && exitCode === 0),
  );
  giveOutputs(provider, {
    passed: passed.join(' '),
    drifted: outcomes
      .filter(({ exitCode }) => exitCode === driftFound)
      .map(({ model }) => model)
      .join(' '),
    said: stopped
      .map(({ model, stage, sentence }) => `${model}, ${stage}: ${sentence}`.replace(/\s+/g, ' '))
      .join(' '),
  });
  if (status === 0) return 0;
  // Drift is an answer; whatever else went wrong counts more.
  const codes = outcomes.map(({ exitCode }) => exitCode).filter((code) => code !== 0);
  return codes.find((code) => code !== driftFound) ?? codes[0] ?? status;
}

function refuse(text) {
  process.stderr.write(`${text}\n`);
  return usage;
}
