// npm run affected: in a scaffolded project with two models, makes one change after the other and looks at what Nx ran, what
// it took from the cache and what it did not plan.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  modelFiles,
  sampleDataPlan,
  serviceModels,
  servicePackage,
  servicePackagePath,
} from '@create-mlops/generators';
import { checkoutPayload } from '@create-mlops/generators/checkout-payload';
import { runCommand } from './run-command.ts';

const root = join(import.meta.dirname, '..');
const stages = ['validate', 'train', 'evaluate', 'register', 'drift'] as const;
type Stage = (typeof stages)[number];

/** One row of the README's table: a change, and what Nx must make of it. */
type Row = {
  readonly change: string;
  readonly apply: (project: string) => Promise<void> | void;
  /** Targets to ask for besides the stages. */
  readonly also?: readonly string[];
  /** `churn-train:train`; what is neither ran nor cached must not be planned. */
  readonly ran: readonly string[];
  readonly cached?: readonly string[];
};

const edit = (path: string, from: string | RegExp, to: string) => (project: string) => {
  const file = join(project, ...path.split('/'));
  const before = readFileSync(file, 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${path} holds no ${String(from)}.`);
  writeFileSync(file, after);
};
const append = (path: string, text: string) => (project: string) => {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  appendFileSync(join(project, path), text);
};
const of = (model: string, ...names: readonly Stage[]) =>
  names.map((name) => `${model}-${name}:${name}`);
const trainConfig = 'models/churn/train/train.config.ts';
const everything = [...of('churn', ...stages), ...of('houses', ...stages)];

export const rows: readonly Row[] = [
  {
    change: 'a row of the data',
    apply: async (project) => {
      edit('models/churn/data/raw/churn.csv', 'C000001,', 'C999999,')(project);
      await mustRun(project, 'npm', ['run', '-s', 'data:lock', 'churn']);
    },
    also: ['test'],
    ran: [
      ...of('churn', ...stages),
      ...['data', 'validate', 'evaluate', 'drift', 'tests'].map((name) => `churn-${name}:test`),
      'prediction-service:test',
    ],
  },
  {
    change: 'the contract',
    apply: edit('models/churn/data/contract.ts', 'max(120)', 'max(130)'),
    ran: of('churn', ...stages),
  },
  {
    change: 'training code',
    apply: edit('models/churn/train/model.ts', 'units: 16', 'units: 12'),
    ran: of('churn', 'train', 'evaluate', 'register'),
    cached: of('churn', 'validate'),
  },
  {
    change: 'a training setting',
    apply: edit(trainConfig, 'epochs: 60', 'epochs: 12'),
    ran: of('churn', 'train', 'evaluate', 'register'),
    cached: of('churn', 'validate'),
  },
  {
    change: 'a training setting, in the second in which Nx hashed the file',
    apply: (project) => {
      const { atime, mtime } = statSync(join(project, trainConfig));
      edit(trainConfig, 'epochs: 60', 'epochs: 13')(project);
      utimesSync(join(project, trainConfig), atime, mtime);
    },
    ran: of('churn', 'train', 'evaluate', 'register'),
    cached: of('churn', 'validate'),
  },
  {
    change: 'a validation setting',
    apply: edit('models/churn/validate/validate.config.ts', 'min: 500', 'min: 600'),
    ran: of('churn', 'validate'),
  },
  {
    change: 'a gate threshold of one model of two',
    apply: edit('models/churn/evaluate/gate.config.ts', 'min: 0.75', 'min: 0.76'),
    ran: of('churn', 'evaluate', 'register'),
    cached: of('churn', 'validate', 'train'),
  },
  {
    change: 'a drift threshold',
    apply: edit('models/churn/drift/drift.config.ts', 'driftShare: 0.3', 'driftShare: 0.4'),
    ran: of('churn', 'drift'),
  },
  {
    change: 'a new file in current/',
    apply: (project) => {
      const lines = readFileSync(join(project, 'models/churn/data/raw/churn.csv'), 'utf8').split(
        '\n',
      );
      append('models/churn/current/2026-02.csv', `${lines.slice(0, 300).join('\n')}\n`)(project);
    },
    ran: of('churn', 'drift'),
  },
  {
    change: 'the prediction service',
    apply: append('apps/prediction-service/src/main.ts', '\n// A change.\n'),
    also: ['test'],
    ran: ['prediction-service:test'],
  },
  {
    change: 'README and docs',
    apply: append('README.md', '\nMore words.\n'),
    also: ['test'],
    ran: [],
  },
  {
    change: 'a library that no stage imports',
    apply: append('libs/report/src/index.ts', '\n// A change.\n'),
    ran: [],
  },
  { change: 'nx.json', apply: edit('nx.json', '"parallel": 2', '"parallel": 1'), ran: everything },
  {
    change: 'tsconfig.base.json',
    apply: edit('tsconfig.base.json', '"skipLibCheck": true', '"skipLibCheck": false'),
    ran: everything,
  },
  {
    change: 'a workflow file',
    apply: append('.github/workflows/ci.yml', '\n# A change.\n'),
    ran: [],
  },
];

async function mustRun(cwd: string, command: string, words: readonly string[]): Promise<void> {
  const run = await runCommand(command, words, { cwd });
  if (run.code !== 0)
    throw new Error(`${command} ${words.join(' ')} exited with ${run.code}:\n${run.output}`);
}

const git = (project: string, ...words: string[]) => {
  const identity = ['-c', 'user.name=CI', '-c', 'user.email=ci@example.org'];
  const run = spawnSync('git', [...identity, ...words], { cwd: project, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`git ${words.join(' ')}: ${run.stderr}`);
};

/** Nx itself, started as the project's own scripts start it; the pipeline may answer without it. */
const nx = (project: string, words: readonly string[]) =>
  mustRun(project, process.execPath, [join('tools', 'nx.mjs'), ...words]);

/** A project with the churn and the houses model, installed, run once, everything promoted and cached. */
async function twoModels(project: string): Promise<void> {
  const create = [
    '--import',
    'tsx',
    'apps/create-mlops/src/from-checkout.ts',
    project,
    '--yes',
    '--no-install',
    '--no-git',
  ];
  await mustRun(root, process.execPath, create);
  const payload = checkoutPayload(root);
  const answers = {
    name: 'two',
    task: 'tabular',
    model: 'houses',
    ci: 'github',
    backend: 'auto',
  } as const;
  const template = {
    path: servicePackagePath,
    kind: 'built' as const,
    source: { content: readFileSync(join(project, servicePackagePath)) },
  };
  const names = ['churn', 'houses'];
  for (const file of [
    ...modelFiles(answers, sampleDataPlan('houses', payload), payload),
    serviceModels(names),
    servicePackage(template, names),
  ]) {
    if (!('content' in file.source)) continue;
    mkdirSync(dirname(join(project, file.path)), { recursive: true });
    writeFileSync(join(project, file.path), file.source.content);
  }
  await mustRun(project, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline']);
  git(project, 'init', '-q', '-b', 'main');
  git(project, 'add', '-A');
  git(project, 'commit', '-q', '-m', 'start');
  await mustRun(project, 'npm', ['run', '-s', 'pipeline']);
  await nx(project, ['run-many', '-t', ...stages, 'test']);
}

type Task = { readonly taskId: string; readonly cacheStatus: string };
const lastRun = (project: string): readonly Task[] => {
  const path = join(project, '.nx', 'cache', 'run.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).tasks : [];
};

/** What is wrong with one row, or `null`. */
async function tryRow(project: string, row: Row): Promise<string | null> {
  const state = ['artifacts', 'registry', '.nx'];
  const kept = mkdtempSync(join(tmpdir(), 'affected-state-'));
  for (const name of state) cpSync(join(project, name), join(kept, name), { recursive: true });
  try {
    await row.apply(project);
    git(project, 'add', '-A');
    git(project, 'commit', '-q', '-m', row.change);
    rmSync(join(project, '.nx', 'cache', 'run.json'), { force: true });
    const targets = [...stages, ...(row.also ?? [])];
    await nx(project, ['affected', '-t', ...targets, '--base=HEAD~1', '--head=HEAD']);
    const tasks = lastRun(project);
    const named = (isRun: boolean) =>
      tasks
        .filter((task) => (task.cacheStatus === 'cache-miss') === isRun)
        .map((task) => task.taskId)
        .sort();
    const [ran, cached] = [named(true), named(false)];
    const expectedCached = [...(row.cached ?? [])].sort();
    const expectedRan = [...row.ran].sort();
    const isSame = (a: readonly string[], b: readonly string[]) => a.join() === b.join();
    if (isSame(ran, expectedRan) && (row.also !== undefined || isSame(cached, expectedCached)))
      return null;
    return `ran ${ran.join(', ') || 'nothing'}; from the cache ${cached.join(', ') || 'nothing'}\n      expected ${expectedRan.join(', ') || 'nothing'}; ${expectedCached.join(', ') || 'nothing'}`;
  } finally {
    git(project, 'reset', '-q', '--hard');
    spawnSync('git', ['reset', '-q', '--hard', 'HEAD~1'], { cwd: project });
    git(project, 'clean', '-fdq');
    for (const name of state) {
      rmSync(join(project, name), { recursive: true, force: true });
      cpSync(join(kept, name), join(project, name), { recursive: true });
    }
    rmSync(kept, { recursive: true, force: true });
  }
}

const project = join(mkdtempSync(join(tmpdir(), 'affected-')), 'two');
let failed = 0;
await twoModels(project);
await nx(project, ['run-many', '-t', ...stages]);
const again = lastRun(project).filter((task) => task.cacheStatus === 'cache-miss');
const stillRan = again.map((task) => task.taskId).join(', ');
process.stdout.write(
  `${again.length === 0 ? '✔' : '✘'} nothing, second run after a promotion ${stillRan}\n`,
);
failed += again.length === 0 ? 0 : 1;
for (const row of rows) {
  const problem = await tryRow(project, row).catch((error: unknown) => String(error));
  process.stdout.write(
    `${problem === null ? '✔' : '✘'} ${row.change}${problem === null ? '' : `: ${problem}`}\n`,
  );
  if (problem !== null) failed++;
}
rmSync(dirname(project), { recursive: true, force: true });
process.stdout.write(
  `\n${rows.length + 1 - failed} of ${rows.length + 1} changes run what they should.\n`,
);
process.exitCode = failed === 0 ? 0 : 1;
