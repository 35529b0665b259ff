// node tools/ci/deploy.mjs staging|production: deploys MODEL_VERSION, or else the candidate, of every model in MODELS. `staging`
// tries everything and moves no alias; `production` does it all on its own machine, and then hands production over.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openGitAccess } from './git-access.mjs';
import { giveOutputs, readProvider, say } from './provider.mjs';

const usage = 2;
const interrupted = 130;
const provider = readProvider();
const [step = ''] = process.argv.slice(2);
const models = (process.env.MODELS ?? '').split(' ').filter((name) => name !== '');

process.exitCode = main();

function main() {
  if (!['staging', 'production'].includes(step)) {
    process.stderr.write('→ MODELS=… node tools/ci/deploy.mjs staging|production\n');
    return usage;
  }
  if (models.length === 0) {
    process.stdout.write('There is nothing to deploy.\n');
    giveOutputs(provider, { passed: '', released: '', said: '' });
    return 0;
  }
  openGitAccess();
  const rehearsal =
    step === 'staging'
      ? { STRATEGY: 'manual', DEPLOY_TARGET: 'replay', DEPLOY_REHEARSAL: '1' }
      : {};
  const done = models.map((model) => deploy(model, { ...process.env, ...rehearsal }));
  const title = step === 'staging' ? 'Staging' : 'Production';
  say(provider, [`### ${title}`, '', ...done.map(({ text }) => text)].join('\n'));
  const stopped = done.filter(({ code }) => code !== 0);
  const named = (isMeant) =>
    done
      .filter((entry) => entry.code === 0 && isMeant(entry.decision))
      .map(({ model }) => model)
      .join(' ');
  giveOutputs(provider, {
    // What moved, and could be taken back; and what serves, whether it moved now or before.
    passed: named((decision) => step === 'staging' || decision === 'promoted'),
    released: named((decision) => decision === 'promoted' || decision === 'unchanged'),
    said: stopped
      .map(({ model, sentence }) => `${model}, ${step}: ${sentence}`.replace(/\s+/g, ' '))
      .join(' '),
  });
  return stopped[0]?.code ?? 0;
}

function deploy(model, env) {
  const words = ['--import', 'tsx', join('tools', 'deploy.ts'), model];
  const child = spawnSync(process.execPath, words, {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = child.signal === null ? (child.status ?? 1) : interrupted;
  const folder = join('artifacts', model, 'deploy');
  try {
    const { decision, sentence } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
    return {
      model,
      code,
      decision,
      sentence,
      // Its heading stands below that of the step.
      text: readFileSync(join(folder, 'report.md'), 'utf8').replace(/^## /, '#### '),
    };
  } catch {
    const sentence = 'It did not come to an answer; the log says why.';
    return { model, code, decision: 'none', sentence, text: `- ❌ **${model}**: ${sentence}` };
  }
}
