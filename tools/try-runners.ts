// npm run runners: what CI does on two fresh runners, one after the other. The second has another home, another clone and
// nothing of the first but the folder that CI keeps; a gate threshold has changed meanwhile.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run-command.ts';
import { scaffoldProject } from './scaffolded-project.ts';
import { type Item, tryItems } from './try-items.ts';

const project = await scaffoldProject();
const folder = mkdtempSync(join(tmpdir(), 'runners-'));
const origin = join(folder, 'origin.git');
const kept = join(folder, 'kept');

const git = (cwd: string, ...words: string[]): string => {
  const run = spawnSync('git', words, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...someone },
  });
  if (run.status !== 0) throw new Error(`git ${words.join(' ')}: ${run.stderr}`);
  return run.stdout.trim();
};
const someone = {
  GIT_AUTHOR_NAME: 'CI',
  GIT_AUTHOR_EMAIL: 'ci@example.org',
  GIT_COMMITTER_NAME: 'CI',
  GIT_COMMITTER_EMAIL: 'ci@example.org',
};

type Ran = { readonly seconds: number; readonly output: string; readonly code: number };

/** A runner as CI gives one: its own home, its own clone, the folder that the CI's cache restored. */
function openRunner(name: string) {
  const home = join(folder, `home-${name}`);
  const clone = join(folder, `clone-${name}`);
  mkdirSync(home);
  git(folder, 'clone', '-q', origin, clone);
  const environment = {
    ...process.env,
    HOME: home,
    USERPROFILE: home,
    XDG_CACHE_HOME: join(home, '.cache'),
    // Packages come from the machine's own cache: what is tried here is Nx.
    npm_config_cache: spawnSync('npm', ['config', 'get', 'cache'], {
      encoding: 'utf8',
    }).stdout.trim(),
    npm_config_prefer_offline: 'true',
    CI: '1',
    MLOPS_CACHE_FOLDER: join('.nx', 'remote'),
  };
  return {
    clone,
    run: async (base: string): Promise<Ran> => {
      const installed = await runCommand('npm', ['ci', '--no-audit', '--no-fund'], {
        cwd: clone,
        environment,
      });
      if (installed.code !== 0) throw new Error(installed.output);
      restore(kept, join(clone, '.nx', 'remote'));
      const ran = await runCommand(
        'node',
        ['tools/ci/stage.mjs', 'validate', 'train', 'evaluate', 'test'],
        {
          cwd: clone,
          environment: { ...environment, NX_BASE: base },
        },
      );
      restore(join(clone, '.nx', 'remote'), kept);
      return ran;
    },
  };
}

function restore(from: string, to: string): void {
  mkdirSync(from, { recursive: true });
  cpSync(from, to, { recursive: true });
}

/** What Nx did with each task, by its own record. */
function statuses(clone: string): Readonly<Record<string, string>> {
  const { tasks }: { tasks: { taskId: string; cacheStatus: string }[] } = JSON.parse(
    readFileSync(join(clone, '.nx', 'cache', 'run.json'), 'utf8'),
  );
  return Object.fromEntries(tasks.map(({ taskId, cacheStatus }) => [taskId, cacheStatus]));
}

function bundleBytes(clone: string): string {
  const bundle = join(clone, 'artifacts', 'churn', 'train', 'bundle');
  return readdirSync(bundle)
    .sort()
    .map((name) => `${name} ${readFileSync(join(bundle, name)).toString('base64')}`)
    .join('\n');
}

let first: ReturnType<typeof openRunner>;
let second: ReturnType<typeof openRunner>;
const items: Item[] = [
  {
    name: 'the first runner runs every stage up to the verdict, and registers nothing',
    attempt: async () => {
      git(project.folder, 'clone', '-q', '--bare', project.folder, origin);
      first = openRunner('one');
      const ran = await first.run('');
      if (ran.code !== 0) return ran.output;
      const found = statuses(first.clone);
      const stray = Object.entries(found).find(
        ([task, status]) => status !== 'cache-miss' || task.endsWith(':register'),
      );
      return stray === undefined && readdirSync(kept).length > 0 ? null : JSON.stringify(found);
    },
  },
  {
    name: 'the second, after a change of the gate, takes data checks and model from the first',
    attempt: async () => {
      const path = join(first.clone, 'models', 'churn', 'evaluate', 'gate.config.ts');
      writeFileSync(path, readFileSync(path, 'utf8').replace('min: 0.75', 'min: 0.76'));
      git(first.clone, 'commit', '-qam', 'Ask more of the model');
      git(first.clone, 'push', '-q');
      second = openRunner('two');
      const ran = await second.run(git(second.clone, 'rev-parse', 'HEAD~1'));
      if (ran.code !== 0) return ran.output;
      const found = statuses(second.clone);
      const wanted = {
        'churn-validate:validate': 'remote-cache-hit',
        'churn-train:train': 'remote-cache-hit',
        'churn-evaluate:evaluate': 'cache-miss',
      };
      const wrong = Object.entries(wanted).filter(([task, status]) => found[task] !== status);
      return wrong.length === 0 ? null : `${JSON.stringify(found)}\n${ran.output}`;
    },
  },
  {
    name: 'the model there is the same, byte by byte',
    attempt: async () =>
      bundleBytes(first.clone) === bundleBytes(second.clone) ? null : 'the bundles differ',
  },
  {
    name: 'a third, after a change of the README, runs no stage',
    attempt: async () => {
      const path = join(second.clone, 'README.md');
      writeFileSync(path, `${readFileSync(path, 'utf8')}\nMore words.\n`);
      git(second.clone, 'commit', '-qam', 'Say more');
      git(second.clone, 'push', '-q');
      const third = openRunner('three');
      const ran = await third.run(git(third.clone, 'rev-parse', 'HEAD~1'));
      if (ran.code !== 0) return ran.output;
      return /No tasks were run|no tasks/i.test(ran.output) ? null : ran.output;
    },
  },
];
process.exitCode = await tryItems(items, 'things that fresh runners should do work.');
rmSync(folder, { recursive: true, force: true });
project.remove();
