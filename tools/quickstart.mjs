// npm run quickstart [tabular|image|text] [dir]: from a fresh clone to a prediction. Installs and builds this repository,
// scaffolds a project with the task's bundled sample, installs it, runs the pipeline, starts the service, asks for one
// prediction and stops it. `--task image` works, too. Plain JavaScript: nothing is installed yet when it starts.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, relative, resolve } from 'node:path';
import { styleText } from 'node:util';

const root = join(import.meta.dirname, '..');
const isWindows = process.platform === 'win32';
/** The model that the bundled sample of each task makes. */
const models = { tabular: 'churn', image: 'shapes', text: 'reviews' };
const { task, wanted } = readWords(process.argv.slice(2));
const model = models[task];
const project = freshFolder(
  wanted === undefined ? join(root, '..', `quickstart-${model}`) : resolve(wanted),
);
const steps = [];

main().catch((error) => {
  process.stderr.write(`\n${styleText('red', '✘')} ${error.message}\n`);
  process.exitCode = 1;
});

async function main() {
  await step('install this repository', () =>
    run(process.execPath, ['tools/ensure-install.mjs'], root),
  );
  await step('build create-mlops', () => run('npm', ['run', '-s', 'build'], root));
  await step('scaffold a project', () =>
    run(
      process.execPath,
      [
        join(root, 'apps', 'create-mlops', 'dist', 'create-mlops.cjs'),
        project,
        '--task',
        task,
        '--yes',
        '--no-install',
      ],
      root,
    ),
  );
  await step('install the project', () =>
    run('npm', ['install', '--no-audit', '--no-fund'], project),
  );
  await step('run the pipeline', () => run('npm', ['run', '-s', 'pipeline'], project));
  await step('write the report', () => run('npm', ['run', '-s', 'report'], project));
  const answer = await step('serve and predict', predictOnce);

  const shown = relative(process.cwd(), project) || '.';
  process.stdout.write(`\n${styleText('green', '✔')} From clone to prediction:\n\n`);
  for (const { name, seconds } of steps) {
    process.stdout.write(`  ${name.padEnd(28)}${seconds.toFixed(1).padStart(6)} s\n`);
  }
  process.stdout.write(`
The service answered: ${answer}

  project  ${shown}
  report   ${join(shown, 'artifacts', model, 'report', 'index.html')}

Next:
  cd ${shown}
  npm run serve        a page to play with, on http://127.0.0.1:3000
  npm run demo         traffic, drift, retraining: the loop closed once
  npm run demo:break   what goes wrong, and which stage stops it
`);
}

/** A task by its name, as `--task NAME` or as npm keeps `--task=NAME` for itself; any other word is the folder. */
function readWords(words) {
  const rest = words.flatMap((word) => word.split(/^--task=/)).filter((word) => word !== '--task');
  const left = process.env.npm_config_task;
  const named = [...rest, ...(left === undefined ? [] : [left])].filter((word) => word !== '');
  const task = named.find((word) => word in models) ?? 'tabular';
  const others = named.filter((word) => word !== task);
  if (others.length > 1 || others.some((word) => word.startsWith('-'))) {
    process.stderr.write(
      `This is not understood: ${words.join(' ')}\n→ npm run quickstart [${Object.keys(models).join('|')}] [folder]\n`,
    );
    process.exit(2);
  }
  return { task, wanted: others[0] };
}

async function step(name, body) {
  process.stdout.write(`\n${styleText('bold', `── ${name}`)}\n`);
  const started = Date.now();
  const result = await body();
  steps.push({ name, seconds: (Date.now() - started) / 1000 });
  return result;
}

function run(command, words, cwd) {
  const child = spawnSync(isWindows && command === 'npm' ? 'npm.cmd' : command, words, {
    cwd,
    stdio: 'inherit',
    shell: isWindows && command === 'npm',
  });
  if (child.status !== 0) {
    throw new Error(
      `\`${command} ${words.join(' ')}\` exited with ${child.status ?? child.signal} in ${cwd}. The lines above say why.`,
    );
  }
}

async function predictOnce() {
  const port = await freePort();
  const service = spawn(
    process.execPath,
    ['--import', 'tsx', 'apps/prediction-service/src/main.ts', String(port)],
    { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const exited = new Promise((done) => service.once('exit', done));
  try {
    const address = `http://127.0.0.1:${port}`;
    await ready(address, service);
    const samples = join(project, 'artifacts', model, 'train', 'bundle', 'samples.json');
    const [row] = JSON.parse(readFileSync(samples, 'utf8')).rows;
    const response = await fetch(`${address}/models/${model}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(row),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The service answered ${response.status}: ${text}`);
    return text;
  } finally {
    service.kill('SIGTERM');
    await exited;
  }
}

async function ready(address, service) {
  for (let attempt = 0; attempt < 600; attempt++) {
    const isReady = await fetch(`${address}/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    if (service.exitCode !== null) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('The service did not become ready within 30 s.');
}

function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** The folder asked for, or the next free one beside it: a quickstart never writes over an earlier one. */
function freshFolder(path) {
  if (!existsSync(path)) return path;
  for (let number = 2; ; number++) if (!existsSync(`${path}-${number}`)) return `${path}-${number}`;
}
