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
import { freePort } from '../free-port.ts';
import { runCommand } from '../run-command.ts';
import { askSample, waitUntilReady } from './ask-service.ts';
import { buildah, expect, isolation, run, settingsOf, sizeOf } from './buildah.ts';

const root = join(import.meta.dirname, '..', '..');
/** The project is in no repository here; what the build hands over is what counts. */
const commit = '0123456789abcdef0123456789abcdef01234567';

/**
 * Builds the images of a project of this sample from `baseImage`, trains in the one, and asks the other for predictions.
 *
 * @param buildVolumes words for buildah that mount what npm needs of this machine's network.
 */
export async function tryProject(
  sample: string,
  baseImage: string,
  buildVolumes: readonly string[],
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'try-images-'));
  const project = join(folder, 'project');
  const registry = join(folder, 'registry');
  const artifacts = join(folder, 'artifacts');
  const images: string[] = [];
  const containers: string[] = [];
  try {
    await scaffold();
    await tryServing(await tryTraining());
  } finally {
    for (const name of containers) await runCommand('buildah', ['rm', name], { cwd: root });
    for (const name of images) await runCommand('buildah', ['rmi', name], { cwd: root });
    rmSync(folder, { recursive: true, force: true });
  }

  async function scaffold(): Promise<void> {
    const create = ['--import', 'tsx', 'apps/create-mlops/src/from-checkout.ts', project];
    const words = ['--data', sample, '--yes', '--no-install', '--no-git'];
    await run(process.execPath, [...create, ...words], root);
    await run('npm', ['install', '--package-lock-only', '--prefer-offline'], project);
    // The image's user is somebody else than the owner of these folders.
    for (const path of [registry, artifacts]) {
      mkdirSync(path);
      chmodSync(path, 0o777);
    }
  }

  /** Builds one image from the prepared base instead of the pinned one, and gives its name. */
  async function build(kind: 'train' | 'serve'): Promise<string> {
    const file = join(project, 'docker', `Dockerfile.${kind}`);
    const text = readFileSync(file, 'utf8');
    const pinned = new Set(text.match(/(?<=^FROM )\S+/gm));
    expect(
      pinned.size === 1,
      `Dockerfile.${kind} starts from one image: ${[...pinned].join(', ')}`,
    );
    writeFileSync(file, text.replaceAll(/(?<=^FROM )\S+/gm, baseImage));

    const image = `localhost/try-images-${process.pid}-${sample}-${kind}`;
    const started = Date.now();
    const words = ['bud', ...isolation, '--format', 'docker', '--pull-never', ...buildVolumes];
    if (kind === 'train') words.push('--build-arg', `MLOPS_GIT_COMMIT=${commit}`);
    await buildah(...words, '-t', image, '-f', file, project);
    images.push(image);
    const [size, base] = [await sizeOf(image), await sizeOf(baseImage)];
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    expect(
      true,
      `the ${kind} image is built in ${seconds} s: ${size}, of which the base is ${base}`,
    );
    return image;
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
    const mounts = ['-v', `${registry}:/app/registry`, '-v', `${artifacts}:/app/artifacts`];
    const { Cmd: words } = await settingsOf(image);
    const started = Date.now();
    const pipeline = await buildah('run', ...isolation, ...mounts, container, '--', ...words);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    process.stdout.write(`${pipeline.split('\n').slice(-6).join('\n')}\n`);
    const model = readdirSync(registry)[0] ?? '';
    const version = join(registry, model, 'versions', '1');
    const isRegistered = existsSync(join(version, 'bundle'));
    expect(model !== '' && isRegistered, `${words.join(' ')} registers ${model} in ${seconds} s`);
    const record = readFileSync(join(version, 'version.json'), 'utf8');
    const { gitCommit } = JSON.parse(record) as { gitCommit: string | null };
    expect(gitCommit === commit, 'the version names the commit that the image was built from');
    return model;
  }

  async function tryServing(model: string): Promise<void> {
    const image = await build('serve');
    const container = await containerOf(image);
    const port = await freePort();
    const environment = (at: number) => ['--env', `PORT=${at}`, '--env', 'HOST=127.0.0.1'];
    const mounts = ['-v', `${registry}:/app/registry:ro`, '-v', `${artifacts}:/app/artifacts`];
    // The first process says its number, because buildah does not pass signals on.
    const first = ['sh', '-c', 'echo $$ > artifacts/pid; exec "$@"', 'sh'];
    const { Cmd: command, Healthcheck } = await settingsOf(image);
    const words = ['run', ...isolation, ...environment(port), ...mounts, container, '--'];
    const service = spawn('buildah', [...words, ...first, ...command], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
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
      for (const { as, status, body } of await askSample(address, registry, model)) {
        expect(status === 200, `/predict answers ${as}: ${body.slice(0, 160)}`);
      }

      const check = Healthcheck?.Test.slice(1) ?? [];
      expect(check.length > 0, 'the image has a HEALTHCHECK');
      const healthAt = async (at: number) => {
        const asked = ['run', ...isolation, ...environment(at), container, '--', ...check];
        return (await runCommand('buildah', asked, { cwd: folder })).code;
      };
      expect((await healthAt(port)) === 0, 'HEALTHCHECK exits with 0');
      expect((await healthAt(await freePort())) !== 0, 'HEALTHCHECK fails where nobody answers');
    } finally {
      if (service.exitCode === null) {
        const pid = readFileSync(join(artifacts, 'pid'), 'utf8').trim();
        await buildah('run', ...isolation, container, '--', 'sh', '-c', `kill -TERM ${pid}`);
      }
    }
    const [code] = await exited;
    expect(
      code === 0 && output.includes('Stopping'),
      'SIGTERM drains, and the service exits with 0',
    );
  }
}
