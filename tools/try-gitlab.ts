// npm run gitlab: a project for GitLab, whose pipeline is run by gitlab-ci-local, job after job in the shell: first push, a gate
// threshold. That program wants a newer Node than a project does, so it gets one from npm.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type CommandResult, runCommand } from './run-command.ts';
import { scaffoldProject } from './scaffolded-project.ts';
import { type Item, tryItems } from './try-items.ts';
import { writePackagesShortcut } from './workflows/packages-shortcut.ts';
import { git } from './workflows/run-steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'gitlab-'));
const project = await scaffoldProject(['--ci', 'gitlab']);
const origin = join(folder, 'origin.git');
const programs = join(folder, 'programs');
mkdirSync(programs);
writeFileSync(join(programs, 'package.json'), '{"private": true}\n');
const installed = await runCommand('npm', ['install', '-s', 'gitlab-ci-local@4.75.1', 'node@24'], {
  cwd: programs,
});
if (installed.code !== 0) throw new Error(installed.output);

git(project.folder, 'clone', '-q', '--bare', project.folder, origin);
git(project.folder, 'remote', 'add', 'origin', origin);
git(project.folder, 'fetch', '-q', 'origin');
git(project.folder, 'remote', 'set-head', 'origin', 'main');
// It reads the project's place from the address; nothing is asked there.
git(project.folder, 'remote', 'set-url', 'origin', 'git@gitlab.example.org:acme/acme.git');

const shortcut = join(folder, 'bin');
writePackagesShortcut(shortcut, join(folder, 'packages'));

/** A push as the provider sees it: what was there before, and what is now. */
function push(before: string): Promise<CommandResult> {
  const variables = {
    MLOPS_REGISTRY: `git:${origin}`,
    CI_COMMIT_BEFORE_SHA: before,
    GIT_AUTHOR_NAME: 'CI',
    GIT_AUTHOR_EMAIL: 'ci@example.org',
    GIT_COMMITTER_NAME: 'CI',
    GIT_COMMITTER_EMAIL: 'ci@example.org',
    npm_config_prefer_offline: 'true',
  };
  const words = [
    join(programs, 'node_modules', 'gitlab-ci-local', 'dist', 'index.js'),
    '--force-shell-executor',
    '--shell-isolation',
    ...Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`]),
  ];
  const node = join(programs, 'node_modules', 'node', 'bin', 'node');
  const environment = { ...process.env, PATH: `${shortcut}:${process.env.PATH}` };
  return runCommand(node, words, { cwd: project.folder, environment, timeoutMs: 1_200_000 });
}

function commit(message: string): string {
  const before = git(project.folder, 'rev-parse', 'HEAD');
  git(
    project.folder,
    '-c',
    'user.name=Ada',
    '-c',
    'user.email=ada@example.org',
    'commit',
    '-qam',
    message,
  );
  return before;
}

/** The first of these texts that the pipeline did not print. */
function missing(run: CommandResult, texts: readonly string[]): string | null {
  const plain = stripVTControlCharacters(run.output);
  if (run.code !== 0) return `exited with ${run.code}:\n${plain.slice(-4000)}`;
  const text = texts.find((entry) => !plain.includes(entry));
  return text === undefined ? null : `says nothing like "${text}":\n${plain.slice(-6000)}`;
}

const items: Item[] = [
  {
    name: 'a first push goes through every job into production',
    attempt: async () =>
      missing(await push('0'.repeat(40)), [
        'This is the first commit',
        'PLAN_TRAIN=churn',
        '| churn-train | train | restored, from another runner |',
        'REGISTER_PASSED=churn',
        'STAGING_PASSED=churn',
        'PRODUCTION_PASSED=churn',
        '**churn**: version 1,',
      ]),
  },
  {
    name: 'a gate threshold: data checks and model are restored',
    attempt: async () => {
      const path = join(project.folder, 'models', 'churn', 'evaluate', 'gate.config.ts');
      writeFileSync(path, readFileSync(path, 'utf8').replace('min: 0.75', 'min: 0.76'));
      return missing(await push(commit('Ask more of the model')), [
        'PLAN_TRAIN=\n',
        'PLAN_EVALUATE=churn',
        '| churn-train | train | restored, from another runner |',
        '| churn-evaluate | evaluate | ran |',
        '**churn**: version 1,',
      ]);
    },
  },
];

try {
  process.exitCode = await tryItems(items, 'pushes go through the pipeline as they should.');
} finally {
  rmSync(folder, { recursive: true, force: true });
  project.remove();
}
