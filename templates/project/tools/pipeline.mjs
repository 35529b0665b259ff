// `npm run pipeline [model] [fresh]`: Nx runs the stages that a change affects, then one sentence per stage says what
// came out. The exit code is derived from the reports, because Nx turns every failure into 1. When nothing at all has changed
// since a run that passed, Nx is not asked.
import { readdirSync, rmSync } from 'node:fs';
import {
  forgetFingerprint,
  isUnchanged,
  keepFingerprint,
  startOfRun,
} from './pipeline/fingerprint.mjs';
import { projectFiles } from './pipeline/project-files.mjs';
import { lookAtRegistry } from './pipeline/registry-folder.mjs';
import {
  failuresFolder,
  productionVersion,
  readFailure,
  readReport,
  reportPath,
} from './pipeline/reports.mjs';
import { runNx } from './pipeline/run-nx.mjs';
import { summarize } from './pipeline/summarize.mjs';

const stages = ['validate', 'train', 'evaluate', 'register'];
const usage = 2;
/** How often a verdict is made again because others promote their models meanwhile. */
const mostVerdicts = 3;

const words = process.argv.slice(2);
const all = readdirSync('models', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const unknown = words.filter((word) => word !== 'fresh' && !all.includes(word));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no model "${unknown[0]}".\n→ Use one of ${all.join(', ')}, or \`fresh\` to run without the cache.\n`,
  );
  process.exit(usage);
}
const isFresh = words.includes('fresh');
const chosen = words.filter((word) => word !== 'fresh');
const models = chosen.length > 0 ? chosen : all;

if (!lookAtRegistry()) process.exit(usage);
const files = projectFiles();
if (!isFresh && isUnchanged(files, models)) repeatLastRun();
else runStages();

/** What the last run said. Its reports are as they were, and so is the exit code that follows from them. */
function repeatLastRun() {
  const { text, code } = summarize(models, 0);
  process.stdout.write(
    `\nNothing has changed since the last run, which passed: no stage is planned. \`npm run pipeline fresh\` runs them all.\n${text}`,
  );
  process.exitCode = code;
}

function runStages() {
  const start = startOfRun(files);
  forgetFingerprint();
  // Old reports go first: what stands there afterwards is from this run, or restored from the cache by it.
  for (const model of models) {
    for (const stage of ['validate', 'evaluate', 'drift']) {
      rmSync(reportPath(model, stage), { force: true });
    }
    rmSync(failuresFolder(model), { recursive: true, force: true });
  }
  const before = new Map(models.map((model) => [model, productionVersion(model)]));
  const serving = models.filter((model) => before.get(model) !== undefined);
  const runAll = () =>
    run(
      serving.length > 0 ? [...stages, 'drift'] : stages,
      models.flatMap((model) =>
        projectsOf(model, serving.includes(model) ? [...stages, 'drift'] : stages),
      ),
    );
  let status = runAll();
  // Another run promoted its model between our verdict and our registration: production is an input of evaluate.
  for (let again = 0; again < mostVerdicts && isAnyStale(); again++) {
    process.stdout.write(
      '\nAnother model went into production meanwhile: the verdict is made again, against that one.\n',
    );
    for (const model of models) rmSync(failuresFolder(model), { recursive: true, force: true });
    status = runAll();
  }
  // Drift is judged against the model in production: after a promotion that is another one.
  const promoted = models.filter((model) => productionVersion(model) !== before.get(model));
  const driftStatus =
    promoted.length === 0
      ? 0
      : run(
          ['drift'],
          promoted.flatMap((model) => projectsOf(model, ['drift'])),
        );

  const { text, code } = summarize(models, status);
  process.stdout.write(text);
  process.exitCode = code === 0 && status !== 0 && promoted.length === 0 ? driftOnly(status) : code;
  if (code === 0 && status === 0 && driftStatus === 0) keepFingerprint(start, models);
}

function run(targets, projects) {
  const flags = isFresh ? ['--skip-nx-cache'] : [];
  const status = runNx(['run-many', '-t', ...targets, '-p', projects.join(','), ...flags]);
  lookAtRegistry();
  return status;
}

function isAnyStale() {
  return models.some((model) => readFailure(model, 'register')?.code === 'VERDICT_STALE');
}

function projectsOf(model, names) {
  return names.map((stage) => `${model}-${stage}`);
}

/** Drift found is no failure of the pipeline: its own stage says it with exit code 5. */
function driftOnly(status) {
  const drifted = models.some((model) => readReport(model, 'drift')?.decision === 'drift');
  return drifted ? 0 : status;
}
