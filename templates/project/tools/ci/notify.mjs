// node tools/ci/notify.mjs KIND: one readable message when training was stopped, a deployment failed, the data drifted or somebody
// rolled back: to the address in MLOPS_WEBHOOK (Slack understands it, others do, too), or else as one issue. Reads RESULTS, the
// jobs of the workflow as toJSON(needs) gives them, or MESSAGE.
import { basename } from 'node:path';
import { keepIssue } from './one-issue.mjs';
import { readProvider, say } from './provider.mjs';

const titles = {
  train: 'Training needs a look',
  deploy: 'A deployment failed',
  drift: 'The data has drifted',
  rollback: 'A model was rolled back',
};
const [kind = ''] = process.argv.slice(2);
if (titles[kind] === undefined) {
  process.stderr.write(
    `There is no message "${kind}".\n→ Use ${Object.keys(titles).join(', ')}.\n`,
  );
  process.exit(2);
}
const provider = readProvider();
const message = process.env.MESSAGE || failureMessage(JSON.parse(process.env.RESULTS || '{}'));
const webhook = process.env.MLOPS_WEBHOOK ?? '';
if (webhook !== '') {
  if (message !== null) await post(`${project()}: ${titles[kind]}. ${message} ${provider.runUrl}`);
} else if (kind === 'drift') {
  process.stdout.write('The pull request or the issue says it.\n');
} else if (provider.name === 'github' && process.env.MLOPS_API_TOKEN) {
  const text = message === null ? null : `${message}\n\n[The run](${provider.runUrl})`;
  const kept = await keepIssue(kind, titles[kind], text);
  if (!kept.ok) say(provider, `Nobody could be told of it: ${kept.problem}`);
} else if (message !== null) {
  say(provider, `**${titles[kind]}.** ${message}`);
}

/** What went wrong, or `null` when nothing did. What a job says of itself comes first. */
function failureMessage(results) {
  // A job that ran out of time counts as cancelled. A deployment that training has started tells of itself.
  const failed = Object.entries(results).filter(
    ([job, { result }]) =>
      ['failure', 'cancelled'].includes(result) && !(kind === 'train' && job === 'deploy'),
  );
  if (failed.length === 0) return null;
  const said = failed.map(([, { outputs }]) => outputs?.said).filter(Boolean);
  return said.length > 0
    ? said.join(' ')
    : `It stopped at ${failed.map(([job]) => job).join(', ')}.`;
}

/** A message that does not arrive is no failure of what it tells of. */
async function post(text) {
  try {
    const response = await fetch(webhook, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
      signal: AbortSignal.timeout(15_000),
    });
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    process.stdout.write(`Told: ${text}\n`);
  } catch (error) {
    say(provider, `The message did not reach MLOPS_WEBHOOK, for ${error.message}: ${text}`);
  }
}

function project() {
  return basename(process.env.GITHUB_REPOSITORY ?? process.env.CI_PROJECT_PATH ?? process.cwd());
}
