// npm run images: builds a project's images with buildah, trains in the one, and asks the other for a prediction.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { runCommand } from './run-command.ts';

const root = join(import.meta.dirname, '..');
const usage = 2;
const readyWithinMs = 30_000;
/** The project is in no repository here; what the build hands over is what counts. */
const commit = '0123456789abcdef0123456789abcdef01234567';

/** `host:container[:ro]`, comma-separated: what the build mounts where npm needs settings of this machine's network. */
const buildVolumes = (process.env.MLOPS_BUILD_VOLUMES ?? '')
  .split(',')
  .filter((volume) => volume !== '')
  .flatMap((volume) => ['-v', volume]);
const baseImage = process.env.MLOPS_BASE_IMAGE ?? '';
const isolation = ['--isolation', 'chroot'];

const folder = mkdtempSync(join(tmpdir(), 'try-images-'));
const project = join(folder, 'project');
const volumes = {
  registry: join(folder, 'registry'),
  artifacts: join(folder, 'artifacts'),
};
const images: string[] = [];
const containers: string[] = [];

/** Runs a command that has to succeed, and gives what it printed. */
async function run(command: string, words: readonly string[], cwd = folder): Promise<string> {
  const { code, output } = await runCommand(command, words, { cwd });
  if (code !== 0) {
    throw new Error(`${command} ${words.join(' ')} → ${code}\n${output.slice(-3000)}`);
  }
  return output.trim();
}

const buildah = (...words: string[]) => run('buildah', words);

function expect(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(`Not so: ${sentence}`);
  process.stdout.write(`  ✔ ${sentence}\n`);
}

async function scaffold(): Promise<void> {
  const create = ['--import', 'tsx', 'apps/create-mlops/src/from-checkout.ts', project];
  await run(process.execPath, [...create, '--yes', '--no-install', '--no-git'], root);
  await run('npm', ['install', '--package-lock-only', '--prefer-offline'], project);
  // The image's user is somebody else than the owner of these folders.
  for (const path of Object.values(volumes)) {
    mkdirSync(path);
    chmodSync(path, 0o777);
  }
}

/** Builds one image from the prepared base instead of the pinned one, and gives its name. */
async function build(kind: 'train' | 'serve'): Promise<string> {
  const file = join(project, 'docker', `Dockerfile.${kind}`);
  const text = readFileSync(file, 'utf8');
  const pinned = new Set(text.match(/(?<=^FROM )\S+/gm));
  expect(pinned.size === 1, `Dockerfile.${kind} starts from one image: ${[...pinned].join(', ')}`);
  writeFileSync(file, text.replaceAll(/(?<=^FROM )\S+/gm, baseImage));

  const image = `localhost/try-images-${process.pid}-${kind}`;
  const started = Date.now();
  const words = ['bud', ...isolation, '--format', 'docker', '--pull-never', ...buildVolumes];
  if (kind === 'train') words.push('--build-arg', `MLOPS_GIT_COMMIT=${commit}`);
  await run('buildah', [...words, '-t', image, '-f', file, project]);
  images.push(image);
  const [size, base] = [await sizeOf(image), await sizeOf(baseImage)];
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  expect(true, `the ${kind} image is built in ${seconds} s: ${size}, of which the base is ${base}`);
  return image;
}

const sizeOf = (image: string) => buildah('images', '--format', '{{.Size}}', image);

type ImageSettings = {
  readonly Cmd: readonly string[];
  readonly Healthcheck?: { readonly Test: readonly string[] };
};

async function settingsOf(image: string): Promise<ImageSettings> {
  const description = await buildah('inspect', '--type', 'image', image);
  return (JSON.parse(description) as { Docker: { config: ImageSettings } }).Docker.config;
}

async function containerOf(image: string): Promise<string> {
  const container = await buildah('from', '--pull-never', image);
  containers.push(container);
  const user = await buildah('run', ...isolation, container, '--', 'id', '-u');
  expect(user !== '0', `its user is not root, but ${user}`);
  return container;
}

async function tryTraining(): Promise<string> {
  const image = await build('train');
  const container = await containerOf(image);
  const mounts = Object.entries(volumes).flatMap(([name, path]) => ['-v', `${path}:/app/${name}`]);
  const { Cmd: words } = await settingsOf(image);
  const started = Date.now();
  const pipeline = await buildah('run', ...isolation, ...mounts, container, '--', ...words);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${pipeline.split('\n').slice(-6).join('\n')}\n`);
  const model = readdirSync(volumes.registry)[0] ?? '';
  const isRegistered = existsSync(join(volumes.registry, model, 'versions', '1', 'bundle'));
  expect(model !== '' && isRegistered, `${words.join(' ')} registers ${model} in ${seconds} s`);
  const record = join(volumes.registry, model, 'versions', '1', 'version.json');
  const { gitCommit } = JSON.parse(readFileSync(record, 'utf8')) as { gitCommit: string | null };
  expect(gitCommit === commit, 'the version names the commit that the image was built from');
  return model;
}

async function tryServing(model: string): Promise<void> {
  const image = await build('serve');
  const container = await containerOf(image);
  const port = await freePort();
  const environment = (at: number) => ['--env', `PORT=${at}`, '--env', 'HOST=127.0.0.1'];
  const mounts = ['-v', `${volumes.registry}:/app/registry:ro`];
  mounts.push('-v', `${volumes.artifacts}:/app/artifacts`);
  // The first process says its number, because buildah does not pass signals on.
  const first = ['sh', '-c', 'echo $$ > artifacts/pid; exec "$@"', 'sh'];
  const { Cmd: command, Healthcheck } = await settingsOf(image);
  const service = spawn(
    'buildah',
    ['run', ...isolation, ...environment(port), ...mounts, container, '--', ...first, ...command],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  service.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  service.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = once(service, 'exit');
  try {
    const started = Date.now();
    const address = `http://127.0.0.1:${port}`;
    const isReady = await waitUntilReady(address, () => service.exitCode !== null);
    expect(
      isReady,
      `/health/ready answers 200 after ${Date.now() - started} ms${isReady ? '' : `\n${output}`}`,
    );

    const prediction = await predict(address, model);
    expect(prediction.status === 200, `/predict answers: ${prediction.body.slice(0, 160)}`);

    const check = Healthcheck?.Test.slice(1) ?? [];
    expect(check.length > 0, 'the image has a HEALTHCHECK');
    const healthAt = async (at: number) => {
      const words = ['run', ...isolation, ...environment(at), container, '--', ...check];
      return (await runCommand('buildah', words, { cwd: folder })).code;
    };
    expect((await healthAt(port)) === 0, 'HEALTHCHECK exits with 0');
    expect((await healthAt(await freePort())) !== 0, 'HEALTHCHECK fails where nobody answers');
  } finally {
    if (service.exitCode === null) {
      const pid = readFileSync(join(volumes.artifacts, 'pid'), 'utf8').trim();
      await buildah('run', ...isolation, container, '--', 'sh', '-c', `kill -TERM ${pid}`);
    }
  }
  const [code] = await exited;
  expect(code === 0 && output.includes('Stopping'), 'SIGTERM drains, and the service exits with 0');
}

async function waitUntilReady(address: string, hasExited: () => boolean): Promise<boolean> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline && !hasExited()) {
    try {
      if ((await fetch(`${address}/health/ready`)).ok) return true;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

/** Sends the first sample request that the model's bundle carries. */
async function predict(address: string, model: string): Promise<{ status: number; body: string }> {
  const samples = join(volumes.registry, model, 'versions', '1', 'bundle', 'samples.json');
  const { rows } = JSON.parse(readFileSync(samples, 'utf8')) as { rows: unknown[] };
  const response = await fetch(`${address}/models/${model}/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rows[0]),
  });
  return { status: response.status, body: await response.text() };
}

/** Why nothing can be tried here; `null` where it can. */
async function reasonToSkip(): Promise<string | null> {
  const { code } = await runCommand('buildah', ['--version'], { cwd: root });
  if (code !== 0) return 'buildah is not installed';
  return baseImage === '' ? 'MLOPS_BASE_IMAGE names no image with Node to build from' : null;
}

async function main(): Promise<number> {
  const reason = await reasonToSkip();
  if (reason !== null) {
    process.stdout.write(`Skipped, no image was built: ${reason}.\n`);
    return 0;
  }
  const known = await runCommand('buildah', ['inspect', '--type', 'image', baseImage], {
    cwd: root,
  });
  if (known.code !== 0) {
    process.stderr.write(
      `buildah knows no image ${baseImage}.\n→ Put it there: buildah pull ${baseImage}\n`,
    );
    return usage;
  }
  try {
    await scaffold();
    await tryServing(await tryTraining());
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    for (const name of containers) await runCommand('buildah', ['rm', name], { cwd: root });
    for (const name of images) await runCommand('buildah', ['rmi', name], { cwd: root });
  }
}

process.exitCode = await main();
rmSync(folder, { recursive: true, force: true });
