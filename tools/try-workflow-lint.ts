// npm run workflow-lint: the workflows of a project, and those that a project's generator makes, read by actionlint and by zizmor.
// Both are installed into a folder of their own; where there is no Go or no Python, that is said and nothing is claimed.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandResult, runCommand } from './run-command.ts';
import { type Item, tryItems } from './try-items.ts';

const versions = { actionlint: '1.7.12', zizmor: '1.32.0' };
const templates = join(import.meta.dirname, '..', 'templates', 'ci', 'github');
const folder = mkdtempSync(join(tmpdir(), 'workflow-lint-'));
const project = join(folder, 'project');
const workflows = join(project, '.github', 'workflows');

mkdirSync(project);
cpSync(join(templates, 'dot-github'), join(project, '.github'), { recursive: true });
for (const kind of ['trigger', 'job', 'matrix']) {
  const path = join(templates, 'tools', 'generators', 'workflow', `${kind}.yml.template`);
  const text = readFileSync(path, 'utf8')
    .replaceAll('__title__', `My ${kind}`)
    .replaceAll('__name__', `my-${kind}`)
    .replaceAll('__models__', 'churn, houses');
  writeFileSync(join(workflows, `my-${kind}.yml`), text);
}
const run = (
  command: string,
  words: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
) =>
  runCommand(command, words, { cwd: project, environment }).catch(
    (error: unknown): CommandResult => ({ code: 127, output: String(error), seconds: 0 }),
  );
await run('git', ['init', '-q', '.']);

async function installActionlint(): Promise<string | null> {
  if ((await run('go', ['version'])).code !== 0) return null;
  const address = `github.com/rhysd/actionlint/cmd/actionlint@v${versions.actionlint}`;
  const made = await run('go', ['install', address], { ...process.env, GOBIN: folder });
  if (made.code !== 0) throw new Error(made.output);
  return join(folder, 'actionlint');
}

async function installZizmor(): Promise<string | null> {
  const environment = join(folder, 'python');
  if ((await run('python3', ['-m', 'venv', environment])).code !== 0) return null;
  const pip = join(environment, 'bin', 'pip');
  const made = await run(pip, ['install', '-q', `zizmor==${versions.zizmor}`]);
  if (made.code !== 0) throw new Error(made.output);
  return join(environment, 'bin', 'zizmor');
}

/** A program's own answer; a fault that it must find is put in first, and taken out again. */
async function read(
  program: string | null,
  words: readonly string[],
  needs: string,
): Promise<string | null> {
  if (program === null || !existsSync(program)) {
    process.stdout.write(`   There is no ${needs} here: not tried.\n`);
    return null;
  }
  const fault = join(workflows, 'fault.yml');
  const said = ['github.event.head_commit.message', 'nothing.here'].map((name) =>
    ['$', `{{ ${name} }}`].join(''),
  );
  writeFileSync(
    fault,
    `name: Fault\non: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo "${said.join(' ')}"\n`,
  );
  const faulty = await run(program, words);
  rmSync(fault);
  if (faulty.code === 0) return 'it finds nothing in a workflow with two faults';
  const sound = await run(program, words);
  return sound.code === 0 ? null : sound.output;
}

const items: Item[] = [
  {
    name: 'actionlint has nothing to say',
    attempt: async () => read(await installActionlint(), ['-no-color'], 'Go'),
  },
  {
    name: 'zizmor finds nothing above informational',
    attempt: async () =>
      read(await installZizmor(), ['--offline', '--min-severity', 'low', '.'], 'Python'),
  },
];

try {
  process.exitCode = await tryItems(items, 'readers of workflows are content.');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
