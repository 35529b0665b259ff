// npm run registry: what a registry promises, tried in a scaffolded project as a user meets it: lineage, making a version again,
// verdicts that are too old, and versions that expire.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run-command.ts';
import { scaffoldProject } from './scaffolded-project.ts';
import { type Item, tryItems } from './try-items.ts';
import { withService } from './with-service.ts';

const project = await scaffoldProject();
const folder = mkdtempSync(join(tmpdir(), 'try-registry-'));
const model = 'churn';

const git = (...words: string[]): string => {
  const identity = ['-c', 'user.name=CI', '-c', 'user.email=ci@example.org'];
  const run = spawnSync('git', [...identity, ...words], { cwd: project.folder, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`git ${words.join(' ')}: ${run.stderr}`);
  return run.stdout.trim();
};
/** An npm script of the project, in an environment of its own. */
const npm = (words: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  runCommand('npm', ['run', '-s', ...words], {
    cwd: project.folder,
    environment: { ...process.env, ...environment },
  });
const settingsPath = join(project.folder, 'models', model, 'train', 'train.config.ts');
const dataPath = join(project.folder, 'models', model, 'data', 'raw', 'churn.csv');

/** Another model, committed and registered as the next version. */
async function trainWith(
  seed: number,
  environment: NodeJS.ProcessEnv = {},
): Promise<string | null> {
  writeFileSync(
    settingsPath,
    readFileSync(settingsPath, 'utf8').replace(/seed: \d+/, `seed: ${seed}`),
  );
  git('commit', '--quiet', '--all', '--message', `Train with seed ${seed}`);
  const { code, output } = await npm(['pipeline'], environment);
  return code === 0 ? null : output;
}
/** Without a limit below production, so that every other model may follow it. */
const byHand = { MLOPS_ROLLOUT__STRATEGY: 'manual' };
const onGit = { MLOPS_REGISTRY: 'git' };

type Expected = { readonly code: number; readonly output: RegExp };
async function expects(
  words: readonly string[],
  { code, output }: Expected,
  environment: NodeJS.ProcessEnv = {},
): Promise<string | null> {
  const ran = await npm(words, environment);
  if (ran.code === code && output.test(ran.output)) return null;
  return `\`npm run ${words.join(' ')}\` exited with ${ran.code} instead of ${code}, or did not say ${output}:\n${ran.output}`;
}
const inOrder = async (steps: readonly (() => Promise<string | null>)[]) => {
  for (const step of steps) {
    const problem = await step();
    if (problem !== null) return problem;
  }
  return null;
};

const items: Item[] = [
  {
    name: 'show tells data, commit, run of CI, verdict and files, and the service answers with the same ids',
    attempt: async () => {
      const inCi = {
        GITHUB_SERVER_URL: 'https://github.example',
        GITHUB_REPOSITORY: 'ada/acme',
        GITHUB_RUN_ID: '17',
      };
      const first = await npm(['pipeline'], inCi);
      if (first.code !== 0) return first.output;
      const shown = await npm(['registry', 'show', 'json']);
      const { record, judgement, manifest } = JSON.parse(shown.output);
      const { output } = await npm(['registry', 'show']);
      const parts = [
        record.gitCommit,
        'ada/acme/actions/runs/17',
        judgement.sentence,
        'weights.bin',
      ];
      const missing = parts.find((part) => !output.includes(part));
      if (missing !== undefined) return `${missing} is not in:\n${output}`;
      return withService(project.folder, async (address) => {
        const info: Record<string, unknown> = JSON.parse(
          await (await fetch(`${address}/models/${model}`)).text(),
        );
        const wanted = {
          version: record.version,
          modelHash: record.modelHash,
          dataHash: record.dataHash,
          gitCommit: git('rev-parse', 'HEAD'),
          runAddress: 'https://github.example/ada/acme/actions/runs/17',
          verdict: { decision: judgement.decision, sentence: judgement.sentence },
          trainedAt: manifest.createdAt,
        };
        const wrong = Object.entries(wanted).filter(
          ([name, value]) => JSON.stringify(info[name]) !== JSON.stringify(value),
        );
        return wrong.length === 0 ? null : JSON.stringify({ wrong, info });
      });
    },
  },
  {
    name: 'a version is made again from its commit, and comes out the same',
    attempt: () =>
      inOrder([
        () => expects(['registry', 'reproduce', '1'], { code: 0, output: /the same model/ }),
        async () => {
          appendFileSync(join(project.folder, 'models', model, 'train', 'model.ts'), '// Later.\n');
          git('commit', '--quiet', '--all', '--message', 'Change the code');
          return expects(['registry', 'reproduce', '1'], { code: 0, output: /the same model/ });
        },
        async () =>
          git('worktree', 'list').split('\n').length === 1 ? null : 'a work tree stayed',
        async () => ((await project.changes()) === '' ? null : 'the project was touched'),
      ]),
  },
  {
    name: 'what trained with other settings than its commit holds is named as that',
    attempt: () =>
      inOrder([
        () => trainWith(6, { MLOPS_TRAIN__SEED: '8', ...byHand }),
        () =>
          expects(['registry', 'reproduce', '2'], {
            code: 4,
            output: /another model came out[\s\S]*settings: [\s\S]*seed 6, it was 8/,
          }),
      ]),
  },
  {
    name: 'a tree with changes, a commit that is gone, and data that is nowhere are said',
    attempt: () =>
      inOrder([
        async () => {
          appendFileSync(settingsPath, '// In work.\n');
          const ran = await npm(['pipeline', 'fresh'], { ...byHand, MLOPS_TRAIN__SEED: '9' });
          git('checkout', '--quiet', '--', '.');
          return ran.code === 0 ? null : ran.output;
        },
        () =>
          expects(['registry', 'reproduce', '3'], {
            code: 2,
            output: /with changes in the tree that no commit holds/,
          }),
        () =>
          expects(['registry', 'reproduce', '3', 'force'], {
            code: 4,
            output: /code: the tree held changes/,
          }),
        async () => {
          git('checkout', '--quiet', '--detach');
          const problem = await trainWith(12, byHand);
          git('checkout', '--quiet', 'main');
          git('reflog', 'expire', '--expire=now', '--all');
          git('gc', '--quiet', '--prune=now');
          return problem;
        },
        () =>
          expects(['registry', 'reproduce', '4'], {
            code: 2,
            output: /is not in this clone[\s\S]*NOT_REPRODUCIBLE/,
          }),
        async () => {
          // As where data is too large for git: only its lock is committed.
          writeFileSync(
            join(project.folder, '.gitignore'),
            `${readFileSync(join(project.folder, '.gitignore'), 'utf8')}raw/\n`,
          );
          git('rm', '--quiet', '--cached', dataPath);
          return trainWith(13, byHand);
        },
        () => expects(['registry', 'reproduce', '5'], { code: 0, output: /the same model/ }),
        async () => {
          renameSync(dataPath, `${dataPath}.away`);
          const problem = await expects(['registry', 'reproduce', '5'], {
            code: 2,
            output: /data that the model was trained on is not at hand: [\s\S]*churn\.csv/,
          });
          renameSync(`${dataPath}.away`, dataPath);
          return problem;
        },
      ]),
  },
  {
    name: 'a verdict older than production is made again before a version is promoted, and a rolled-back one stays out',
    attempt: () =>
      inOrder([
        () =>
          expects(['registry', 'promote', '4'], {
            code: 0,
            output: /version 4 is now in production/,
          }),
        () =>
          expects(['registry', 'promote', '5'], {
            code: 4,
            output: /version 4 is in production now[\s\S]*judges it again[\s\S]*said inconclusive/,
          }),
        async () => {
          const path = join(project.folder, 'models', model, 'evaluate', 'gate.config.ts');
          const text = readFileSync(path, 'utf8');
          writeFileSync(path, text.replace("margin: 'auto'", 'margin: 0.2'));
          git('commit', '--quiet', '--all', '--message', 'Let a worse model pass');
          // The gate speaks about the model just trained, now against version 4, and so it may follow that.
          return expects(['pipeline'], { code: 0, output: /candidate|promote 5/ }, byHand);
        },
        () =>
          expects(['registry', 'promote', '5'], { code: 0, output: /^churn: version 5 is now/ }),
        () => expects(['registry', 'promote', '2'], { code: 0, output: /judges it again/ }),
        () => expects(['registry', 'rollback'], { code: 0, output: /version 5 is now/ }),
        () => expects(['registry', 'show', '5'], { code: 0, output: /evaluated by/ }),
        () => expects(['registry', 'rollback'], { code: 0, output: /version 4 is now/ }),
        () => expects(['registry', 'promote', '5'], { code: 4, output: /was rolled back/ }),
        // The model just trained is that one: the pipeline does not bring it back either.
        () =>
          expects(['pipeline', 'fresh'], { code: 4, output: /register +Version 5 .*rolled back/ }),
        () =>
          expects(['registry', 'promote', '5', 'force'], { code: 0, output: /version 5 is now/ }),
      ]),
  },
  {
    name: 'on git, versions that never served expire, and show and runs say so, also of a ref that is gone',
    attempt: async () => {
      const bare = join(folder, 'origin.git');
      spawnSync('git', ['init', '--quiet', '--bare', bare]);
      git('remote', 'add', 'origin', bare);
      git('push', '--quiet', 'origin', 'main');
      const refs = () =>
        git('ls-remote', 'origin', 'refs/models/*')
          .split('\n')
          .map((line) => line.split('/').at(-1));
      return inOrder([
        () => trainWith(14, onGit),
        () => trainWith(15, { ...onGit, ...byHand }),
        () => trainWith(16, { ...onGit, ...byHand }),
        () => trainWith(17, { ...onGit, ...byHand }),
        () => expects(['registry', 'expire'], { code: 0, output: /nothing to delete/ }, onGit),
        () =>
          expects(
            ['registry', 'expire'],
            { code: 0, output: /bundles of version 2 are deleted/ },
            // Of the two that never served and that no alias names, the newer one is kept.
            { ...onGit, MLOPS_KEEP_UNPROMOTED: '1' },
          ),
        async () => (refs().join() === '1,3,4' ? null : `refs are ${refs()}`),
        () => expects(['registry', 'list'], { code: 0, output: /^ +2 .* expired$/m }, onGit),
        () =>
          expects(
            ['registry', 'show', '2'],
            { code: 0, output: /has expired[\s\S]*expired by/ },
            onGit,
          ),
        () => expects(['registry', 'reproduce', '2'], { code: 0, output: /the same model/ }, onGit),
        async () => {
          git('push', '--quiet', 'origin', '--delete', 'refs/models/churn/3');
          rmSync(join(project.folder, '.git', 'mlops-registry'), { recursive: true });
          return expects(
            ['registry', 'show', '3'],
            { code: 0, output: /bundle +[\s\S]*was deleted there/ },
            onGit,
          );
        },
        () => expects(['runs'], { code: 0, output: /was deleted there/ }, onGit),
        () =>
          expects(
            ['registry', 'expire', '1'],
            { code: 2, output: /is the production: its bundle may not be deleted/ },
            onGit,
          ),
        () =>
          expects(
            ['registry', 'expire'],
            { code: 2, output: /neither a number of versions/ },
            {
              ...onGit,
              MLOPS_KEEP_UNPROMOTED: 'a few',
            },
          ),
      ]);
    },
  },
  {
    name: 'the bundled service of the image, which has no git, says what a registry on git needs',
    attempt: async () => {
      const bundled = await runCommand(
        process.execPath,
        [join('apps', 'prediction-service', 'src', 'bundle.mjs')],
        { cwd: project.folder },
      );
      if (bundled.code !== 0) return bundled.output;
      const { code, output } = await runCommand(
        process.execPath,
        [join('apps', 'prediction-service', 'dist', 'service.mjs'), '0'],
        {
          cwd: project.folder,
          environment: { PATH: folder, MLOPS_REGISTRY: 'git:https://git.example/ada/acme.git' },
          timeoutMs: 30_000,
        },
      );
      return code === 2 && output.includes('WITH_GIT=1') ? null : `exit code ${code}:\n${output}`;
    },
  },
];
process.exitCode = await tryItems(items, 'things that a registry promises hold.');
rmSync(folder, { recursive: true, force: true });
project.remove();
