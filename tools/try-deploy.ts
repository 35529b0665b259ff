// npm run deployments: in a scaffolded project, versions are deployed, compared, refused and taken back in every way that a workflow
// may ask for.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTrial } from './deployments/open-trial.ts';
import { freePort } from './free-port.ts';
import { type Item, tryItems } from './try-items.ts';
import { withService } from './with-service.ts';

const trial = await openTrial();
const { folder, environment, registry, production } = trial;
const { deploy, report, train, expectDeployment, refuses, loosenGate } = trial;

const held = { MLOPS_ROLLOUT__STRATEGY: 'canary' };
const canary = { STRATEGY: 'canary' };
const nobody = async () => `http://127.0.0.1:${await freePort()}`;

/** Ends the deployment as a cancelled job does, once the alias has moved. */
async function interrupted(): Promise<string | null> {
  const before = production();
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/deploy.ts', '2', 'http'], {
    cwd: folder,
    env: { ...environment, DEPLOY_URL: await nobody(), DEPLOY_WAIT: '60' },
    stdio: 'ignore',
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const deadline = Date.now() + 60_000;
  while (production() !== 2 && Date.now() < deadline && child.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (production() !== 2) return 'the alias never moved';
  child.kill('SIGTERM');
  const code = await ended;
  return production() === before && (code === 130 || process.platform === 'win32')
    ? null
    : `exited with ${code} and left version ${production()} in production`;
}

const items: Item[] = [
  {
    name: 'what there is not is refused with 2',
    attempt: async () =>
      (await refuses(['nowhere'], {}, 'no model, no version and no target')) ??
      (await refuses([], { DEPLOY_TARGET: 'moon' }, 'DEPLOY_TARGET is "moon"')) ??
      (await refuses([], { STRATEGY: 'hope' }, 'STRATEGY is "hope"')) ??
      (await refuses(['http'], {}, 'Set DEPLOY_URL')) ??
      (await refuses([], {}, 'neither a candidate nor a production version')),
  },
  {
    name: 'the first version is promoted, and it is said that there was nothing to compare',
    attempt: async () =>
      (await train(held)) ??
      (production() === null ? null : 'the pipeline promoted a canary') ??
      (await expectDeployment([], canary, {
        code: 0,
        decision: 'promoted',
        serving: 1,
        says: 'it is the first one',
      })),
  },
  {
    name: 'by hand: it is ready, and the alias stays',
    attempt: async () =>
      (await train({ ...held, MLOPS_TRAIN__SEED: '8' })) ??
      (await expectDeployment(
        [],
        { STRATEGY: 'manual' },
        {
          code: 0,
          decision: 'ready',
          serving: 1,
          says: 'npm run registry promote 2',
        },
      )),
  },
  {
    name: 'a canary is not called healthy on too few requests',
    attempt: () =>
      expectDeployment(
        [],
        { ...canary, MLOPS_ROLLOUT__CANARY__REQUESTS: '60' },
        {
          code: 4,
          decision: 'held',
          serving: 1,
          says: 'too little to call the candidate healthy',
        },
      ),
  },
  {
    name: 'http: nobody follows, and the alias goes back',
    attempt: async () =>
      expectDeployment(
        ['2', 'http'],
        { DEPLOY_URL: await nobody(), DEPLOY_WAIT: '1' },
        {
          code: 4,
          decision: 'rolledBack',
          serving: 1,
          says: 'version 1 is in production again',
        },
      ),
  },
  {
    name: 'what was rolled back is not deployed again by itself',
    attempt: () =>
      expectDeployment(
        ['2'],
        {},
        {
          code: 4,
          decision: 'blocked',
          serving: 1,
          says: 'was rolled back',
        },
      ),
  },
  {
    name: 'a healthy canary takes the place of production, with who and why',
    attempt: async () => {
      const problem =
        (await train({ ...held, MLOPS_TRAIN__SEED: '9' })) ??
        (await expectDeployment([], canary, {
          code: 0,
          decision: 'promoted',
          serving: 3,
          says: 'replayed requests',
        }));
      const last = registry.history('churn').at(-1);
      const isTold = last?.by.startsWith('deploy (') && last.reason.includes('replayed requests');
      return problem ?? (isTold ? null : `the event says ${JSON.stringify(last)}`);
    },
  },
  {
    name: 'http: a service that follows is waited for and tested',
    attempt: async () =>
      (await train({ ...held, MLOPS_TRAIN__SEED: '10' })) ??
      (await withService(folder, (address) =>
        expectDeployment(
          ['4'],
          { DEPLOY_TARGET: 'http', DEPLOY_URL: `${address}/` },
          {
            code: 0,
            decision: 'promoted',
            serving: 4,
            says: 'in the place of version 3',
          },
        ),
      )),
  },
  {
    name: 'pages: a static page is written',
    attempt: async () =>
      (await expectDeployment(
        ['4', 'pages'],
        {},
        {
          code: 0,
          decision: 'unchanged',
          serving: 4,
          says: 'passed',
        },
      )) ??
      (existsSync(join(folder, 'artifacts', 'churn', 'pages', 'index.html')) ? null : 'no page'),
  },
  {
    name: 'too slow under load warns, and blocks where the machine does nothing else',
    attempt: async () => {
      const slow = { MLOPS_ROLLOUT__LOAD_TEST__P99_MS: '0.001' };
      const shared = await expectDeployment(['4'], slow, {
        code: 0,
        decision: 'unchanged',
        serving: 4,
        says: 'passed',
      });
      const isWarned = report().checks.some(
        ({ check, status }) => check === 'latency' && status === 'warn',
      );
      const target = { MODEL_VERSION: '3', DEPLOY_DEDICATED: '1' };
      const dedicated = await expectDeployment(
        [],
        { ...slow, ...target },
        {
          code: 4,
          decision: 'blocked',
          serving: 4,
          says: 'failed in load',
        },
      );
      return shared ?? (isWarned ? null : 'no check warns') ?? dedicated;
    },
  },
  {
    name: 'a version that no longer answers as at training does not get through staging',
    attempt: async () => {
      const path = join(folder, 'models', 'churn', 'data', 'features.ts');
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, text.replace('row.visits_per_month + 1', 'row.visits_per_month + 2'));
      const problem = await expectDeployment(
        ['3'],
        {},
        {
          code: 4,
          decision: 'blocked',
          serving: 4,
          says: 'failed in staging',
        },
      );
      writeFileSync(path, text);
      return problem;
    },
  },
  {
    name: 'a worse candidate is not promoted',
    attempt: async () => {
      loosenGate();
      const bad = {
        MLOPS_TRAIN__LEARNING_RATE: '0.0000001',
        MLOPS_TRAIN__EPOCHS: '1',
        MLOPS_TRAIN__SEED: '3',
      };
      return (
        (await train({ ...held, ...bad })) ??
        (await expectDeployment(
          ['5'],
          {},
          {
            code: 4,
            decision: 'blocked',
            serving: 4,
            says: 'the candidate was wrong on',
          },
        ))
      );
    },
  },
  {
    name: 'a worse version that serves already is rolled back',
    attempt: async () => {
      registry.promote('churn', 5, { by: 'a test', reason: 'to be rolled back' });
      return expectDeployment(
        [],
        { MODEL_VERSION: '5' },
        {
          code: 4,
          decision: 'rolledBack',
          serving: 4,
          says: 'version 4 is in production again',
        },
      );
    },
  },
  {
    name: 'a version whose bundle was changed is not deployed',
    attempt: async () => {
      const made = await train({ ...held, MLOPS_TRAIN__SEED: '12' });
      const weights = join(folder, 'registry', 'churn', 'versions', '6', 'bundle', 'weights.bin');
      const bytes = readFileSync(weights);
      writeFileSync(
        weights,
        bytes.map((byte, at) => (at === 9 ? byte ^ 1 : byte)),
      );
      const { code, output } = await deploy(['6']);
      writeFileSync(weights, bytes);
      const isRefused = code === 2 && output.includes('weights.bin') && production() === 4;
      return made ?? (isRefused ? null : `exited with ${code}:\n${output}`);
    },
  },
  {
    name: 'a deployment that is cancelled leaves no alias moved',
    attempt: async () => {
      // Taken back before, so it is promoted by force of a fresh line: version 2 must be let in first.
      registry.promote('churn', 2, { by: 'a test', reason: 'forgiven', force: true });
      registry.promote('churn', 4, { by: 'a test', reason: 'back', force: true });
      return interrupted();
    },
  },
];

try {
  process.exitCode = await tryItems(items, 'things that a deployment should do work.');
} finally {
  trial.remove();
}
