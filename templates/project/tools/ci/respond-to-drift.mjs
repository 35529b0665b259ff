// node --import tsx tools/ci/respond-to-drift.mjs: after the drift stage, does what `response` in a model's drift.config.ts says:
// one pull request with the window, one issue, a retraining, or nothing. A window is remembered either way.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { driftSettingsSchema } from '@create-mlops/drift-check';
import { loadSettings, runMain } from '@create-mlops/stage';
import { readReport } from '../pipeline/reports.mjs';
import { modelNames } from './affected-stages.mjs';
import { keepDriftPullRequest, newestWindow } from './drift-pull-request.mjs';
import { ruleOnDrift } from './drift-rule.mjs';
import { openGitAccess } from './git-access.mjs';
import { callGithub } from './github-api.mjs';
import { keepLines, readKept } from './kept-lines.mjs';
import { keepIssue } from './one-issue.mjs';
import { giveOutputs, readProvider, say } from './provider.mjs';

const provider = readProvider();
openGitAccess();

await runMain(async () => {
  const { lines: history } = readKept('drift');
  const news = [];
  const told = [];
  const toRetrain = [];
  for (const model of modelNames()) {
    const report = readReport(model, 'drift');
    if (report === null) continue;
    const { response } = await settingsOf(model);
    const window = windowId(model, report);
    const own = history.filter((entry) => entry.model === model);
    const { answers, why } = ruleOnDrift(own, { decision: report.decision, window }, response);
    if (answers && response.action === 'retrain') toRetrain.push(model);
    const answer = answers ? await respond(model, report, response.action) : why;
    if (report.decision === 'drift') told.push(`**${model}**: ${report.sentence} ${answer}`);
    // A window that is looked at twice is one window.
    if (own.at(-1)?.window === window && !answers) continue;
    const at = new Date().toISOString();
    news.push({ at, model, decision: report.decision, window, answered: answers });
  }
  if (toRetrain.length > 0) told.push(await retrain(toRetrain));
  const problem = news.length === 0 ? '' : keepLines('drift', news);
  if (problem !== '') {
    say(provider, `What was found could not be kept for the next run: ${problem}`);
  }
  if (told.length > 0) {
    say(provider, ['### Drift', '', ...told.map((line) => `- ${line}`)].join('\n'));
  }
  giveOutputs(provider, { said: told.join(' ').replace(/[\s*]+/g, ' ') });
  return 0;
});

/** What tells a window from the one before: its bytes, or of a prediction log what was found in it. */
function windowId(model, { windowRows, sentence }) {
  const path = newestWindow(model);
  const content = path === null ? `${windowRows} ${sentence}` : readFileSync(path);
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

/** One run for all models that need it. */
async function retrain(models) {
  if (provider.name !== 'github') return 'Retraining must be started by hand here.';
  const path = `/repos/${process.env.GITHUB_REPOSITORY}/dispatches`;
  const body = { event_type: 'drift-alert', client_payload: { models } };
  const asked = await callGithub('POST', path, body);
  return asked.ok
    ? `Retraining of ${models.join(', ')} has been started.`
    : `Retraining could not be started: ${asked.problem}`;
}

async function settingsOf(model) {
  const path = resolve('models', model, 'drift', 'drift.config.ts');
  const { settings } = await import(pathToFileURL(path).href);
  return loadSettings(driftSettingsSchema, settings, { stage: 'drift' });
}

/** Returns one sentence that says what was done. */
async function respond(model, report, action) {
  const text = `${report.sentence}\n\n${reportOf(model)}\n\n[The run](${provider.runUrl})`;
  if (action === 'retrain') return 'It is trained again.';
  if (action === 'none') return 'Nothing is done about it: `response.action` is none.';
  if (provider.name !== 'github') return 'Only a person can act on it here: see docs/CUSTOMISE.md.';
  if (action === 'issue') return inIssue(model, text);
  const { defaultBranch } = provider;
  const pull = await keepDriftPullRequest({ model, text, defaultBranch });
  if (pull.ok) return `The pull request: ${pull.url}`;
  const hint = /not permitted to create/.test(pull.problem)
    ? ` Allow it under Settings → Actions → General, "Allow GitHub Actions to create and approve pull requests", or open one from ${pull.what} yourself.`
    : '';
  return `There is no pull request, for ${pull.problem}.${hint} ${await inIssue(model, `${text}\n\nThere is no pull request: ${pull.problem}.${hint}`)}`;
}

async function inIssue(model, text) {
  const kept = await keepIssue(`drift of ${model}`, `The data of ${model} has drifted`, text);
  return kept.ok ? `The issue: ${kept.url}` : `There is no issue either, for ${kept.problem}.`;
}

/** A page takes so many characters and no more. */
function reportOf(model) {
  return readFileSync(join('artifacts', model, 'drift', 'report.md'), 'utf8').slice(0, 50_000);
}
