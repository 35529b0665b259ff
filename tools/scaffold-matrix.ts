// npm run scaffold [word …]: a project of each kind, or of those whose name holds one of the words, made, installed and run end
// to end as a user would.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run-command.ts';
import { withService } from './with-service.ts';

type Kind = {
  readonly name: string;
  readonly words: readonly string[];
  readonly model: string;
  /**
   * Of the run with other settings; more than a table's would take minutes with pictures. `null` for none: the sample of the same
   * task has it.
   */
  readonly otherEpochs?: number | null;
};

const root = join(import.meta.dirname, '..');
const realData = join(root, '..', 'shared', 'data');
const folder = mkdtempSync(join(tmpdir(), 'scaffold-'));

/** A file as people have them: semicolons, decimal commas, CRLF and a column that nobody needs. */
function spreadsheetExport(): string {
  const path = join(folder, 'Umsatz 2025.csv');
  const lines = Array.from({ length: 400 }, (_, index) => {
    const visits = (index * 7) % 23;
    const area = 20 + ((index * 13) % 90);
    const revenue = 120 + 31 * visits + 4.5 * area + ((index * 29) % 17);
    return `K${index};${visits};"${area},5";${['Nord', 'Süd', 'West'][index % 3]};${revenue.toFixed(2).replace('.', ',')}`;
  });
  writeFileSync(path, `Kunde;Besuche;Fläche;Region;Umsatz\r\n${lines.join('\r\n')}\r\n`, 'latin1');
  return path;
}

function kinds(): Kind[] {
  const own = {
    name: 'a spreadsheet export, regression',
    words: ['--data', spreadsheetExport(), '--target', 'Umsatz'],
    model: 'umsatz-2025',
  };
  const real = (file: string, target: string) => ({
    name: `${file}, ${target}`,
    words: ['--data', join(realData, file), '--target', target],
    model: file.replace('.csv', ''),
  });
  const chosen = [
    { name: 'the churn sample', words: [], model: 'churn' },
    { name: 'the houses sample', words: ['--data', 'houses', '--ci', 'none'], model: 'houses' },
    own,
    {
      name: 'the shapes sample, pictures',
      words: ['--data', 'shapes'],
      model: 'shapes',
      otherEpochs: 24,
    },
    { name: 'the reviews sample, texts', words: ['--data', 'reviews'], model: 'reviews' },
  ];
  if (!existsSync(realData)) {
    process.stdout.write(
      'There is no folder shared/data beside the repository: real data is left out.\n',
    );
    return chosen;
  }
  return [
    ...chosen,
    real('titanic.csv', 'survived'),
    {
      name: 'MNIST, 10,000 pictures',
      words: ['--task', 'image', '--data', join(realData, 't10k-images-idx3-ubyte.gz')],
      model: 't10k-images',
      otherEpochs: null,
    },
    {
      name: 'SMS spam, a table without a header',
      words: ['--task', 'text', '--data', join(realData, 'SMSSpamCollection.tsv')],
      model: 'smsspamcollection',
      otherEpochs: null,
    },
  ];
}

/** What a user does, in order; each must exit with 0. */
const userSteps: readonly (readonly [string, readonly string[]])[] = [
  ['npm', ['run', '-s', 'lint']],
  ['npm', ['run', '-s', 'typecheck']],
  ['npm', ['run', '-s', 'pipeline']],
  ['npm', ['run', '-s', 'test']],
  ['npm', ['run', '-s', 'report']],
  ['npm', ['run', '-s', 'runs']],
  ['npm', ['run', '-s', 'export', 'onnx']],
  ['npm', ['run', '-s', 'registry']],
];

async function tryKind(kind: Kind, index: number): Promise<string | null> {
  const project = join(folder, `kind-${index}`);
  const create = [
    '--import',
    'tsx',
    'apps/create-mlops/src/from-checkout.ts',
    project,
    ...kind.words,
    '--yes',
  ];
  const environment = {
    ...process.env,
    GIT_AUTHOR_NAME: 'CI',
    GIT_AUTHOR_EMAIL: 'ci@example.org',
    GIT_COMMITTER_NAME: 'CI',
    GIT_COMMITTER_EMAIL: 'ci@example.org',
  };
  const made = await runCommand(process.execPath, create, { cwd: root, environment });
  if (made.code !== 0) return `create exited with ${made.code}:\n${made.output}`;
  for (const [command, words] of userSteps) {
    const run = await runCommand(command, words, { cwd: project, environment });
    process.stdout.write(`   ${words.join(' ').padEnd(18)} ${run.seconds.toFixed(1)} s\n`);
    if (run.code !== 0)
      return `${command} ${words.join(' ')} exited with ${run.code}:\n${run.output}`;
  }
  const repeated = await repeatRuns(project, kind, environment);
  if (repeated !== null) return repeated;
  const status = await runCommand('git', ['status', '--porcelain'], { cwd: project });
  if (status.output.trim() !== '') return `the tree is not clean after the run:\n${status.output}`;
  return withService(project, async (address) => {
    const samples: { rows: Record<string, unknown>[] } = JSON.parse(
      readFileSync(
        join(project, 'artifacts', kind.model, 'train', 'bundle', 'samples.json'),
        'utf8',
      ),
    );
    const response = await fetch(`${address}/models/${kind.model}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(samples.rows[0]),
    });
    const text = await response.text();
    return response.ok ? null : `a prediction answered ${response.status}: ${text}`;
  });
}

/** Other epochs, a changed README, nothing changed: none may be red. Then Nx has nothing to execute, or is not asked. */
async function repeatRuns(
  project: string,
  { model, otherEpochs = 45 }: Kind,
  environment: NodeJS.ProcessEnv,
): Promise<string | null> {
  const settings = join(project, 'models', model, 'train', 'train.config.ts');
  const changes = [
    {
      name: 'other epochs',
      change: () =>
        writeFileSync(
          settings,
          readFileSync(settings, 'utf8').replace(/epochs: \d+/, `epochs: ${otherEpochs}`),
        ),
      isRight: (output: string) => output.includes('NX'),
    },
    {
      name: 'README changed',
      change: () => appendFileSync(join(project, 'README.md'), '\nMore words.\n'),
      isRight: () => executed(project).length === 0,
    },
    {
      name: 'nothing changed',
      change: () => undefined,
      isRight: (output: string) => output.includes('no stage is planned') && !output.includes('NX'),
    },
  ];
  const wanted = changes.filter(({ name }) => otherEpochs !== null || name !== 'other epochs');
  for (const { name, change, isRight } of wanted) {
    change();
    const run = await runCommand('npm', ['run', '-s', 'pipeline'], { cwd: project, environment });
    process.stdout.write(`   ${name.padEnd(18)} ${run.seconds.toFixed(1)} s\n`);
    if (run.code !== 0) return `the pipeline with ${name} exited with ${run.code}:\n${run.output}`;
    if (!isRight(run.output)) {
      return `with ${name} Nx executed ${executed(project).join(', ') || 'nothing'} last, which is not right:\n${run.output}`;
    }
  }
  await runCommand('git', ['checkout', '-q', '--', '.'], { cwd: project });
  return null;
}

/** What the last run of Nx executed and did not take from the cache. */
function executed(project: string): string[] {
  const { tasks }: { tasks: { taskId: string; cacheStatus: string }[] } = JSON.parse(
    readFileSync(join(project, '.nx', 'cache', 'run.json'), 'utf8'),
  );
  return tasks.filter((task) => task.cacheStatus === 'cache-miss').map((task) => task.taskId);
}

let failed = 0;
mkdirSync(folder, { recursive: true });
const wanted = process.argv.slice(2);
const all = kinds().filter(
  ({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
);
for (const [index, kind] of all.entries()) {
  process.stdout.write(`\n${kind.name}\n`);
  const problem = await tryKind(kind, index).catch((error: unknown) => String(error));
  process.stdout.write(problem === null ? '   works\n' : `   FAILED: ${problem}\n`);
  if (problem !== null) failed++;
}
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`\n${all.length - failed} of ${all.length} kinds of project work.\n`);
process.exitCode = failed === 0 ? 0 : 1;
