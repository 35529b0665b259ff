// npm run docker build|pipeline|serve: the same as the npm scripts without docker, in images of this project.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const usage = 2;
const interrupted = 130;
const verbs = {
  build: ['--profile', 'train', 'build'],
  pipeline: ['--profile', 'train', 'run', '--rm', '--build', 'train'],
  serve: ['up', '--build', 'serve'],
};

const [verb = '', ...rest] = process.argv.slice(2);
const words = verbs[verb];
if (words === undefined || rest.length > 0) {
  process.stderr.write(
    `\n${verb === '' ? 'What shall docker do?' : `"${[verb, ...rest].join(' ')}" is nothing that docker does here.`}\n→ npm run docker ${Object.keys(verbs).join('|')}\n`,
  );
  process.exit(usage);
}

const registry = registryInside();
if (registry === null) process.exit(usage);

const version = spawnSync('docker', ['compose', 'version'], { encoding: 'utf8' });
if (version.error !== undefined || version.status !== 0) {
  const isMissing = version.error !== undefined;
  process.stderr.write(
    isMissing
      ? `\nDocker is not installed, or not in the PATH.\n→ Install it from https://docs.docker.com/get-docker, or run \`npm run ${verb === 'build' ? 'pipeline' : verb}\` without it.\n`
      : '\nThis docker has no `docker compose`.\n→ Install the compose plugin: https://docs.docker.com/compose/install\n',
  );
  process.exit(usage);
}
const engine = spawnSync('docker', ['info', '--format', '{{json .SecurityOptions}}'], {
  encoding: 'utf8',
});
if (engine.status !== 0) {
  process.stderr.write(
    '\nDocker is installed, but its engine does not answer.\n→ Start Docker Desktop, or the docker service.\n',
  );
  process.exit(usage);
}

// Made here, so that they belong to you and not to the engine.
for (const folder of [registry.MLOPS_REGISTRY_FOLDER, 'artifacts']) {
  mkdirSync(folder, { recursive: true });
}
// Compose would call every project after the folder of compose.yaml, and one would replace the other's containers.
const { name } = JSON.parse(readFileSync('package.json', 'utf8'));
const project = name
  .toLowerCase()
  .replaceAll(/[^a-z0-9_-]+/g, '-')
  .replace(/^[_-]+/, '');
const child = spawnSync(
  'docker',
  ['compose', '--project-name', project, '-f', 'docker/compose.yaml', ...words],
  { stdio: 'inherit', env: { ...process.env, ...ownerOfFolders(), ...gitState(), ...registry } },
);
process.exitCode = child.signal === null ? (child.status ?? 1) : interrupted;

/** Who writes into the mounted folders: Linux keeps the numbers of users there; Windows and macOS translate them. */
function ownerOfFolders() {
  if (process.platform !== 'linux') return {};
  // An engine without root rights shows you as root inside, and only there.
  const isRootless = engine.stdout.includes('name=rootless');
  return { MLOPS_USER: isRootless ? '0:0' : `${process.getuid()}:${process.getgid()}` };
}

/**
 * How the containers reach the registry that `MLOPS_REGISTRY` and `MLFLOW_TRACKING_URI` name; `null` when they cannot, and why has
 * been said.
 */
function registryInside() {
  const server = process.env.MLFLOW_TRACKING_URI ?? '';
  const usual = /^https?:/i.test(server) ? 'mlflow' : 'registry';
  const named = process.env.MLOPS_REGISTRY || usual;
  const [kind, address = ''] = /^(git|mlflow)(?::(.*))?$/.exec(named)?.slice(1) ?? [];
  if (kind === undefined) return { MLOPS_REGISTRY_FOLDER: resolve(named) };
  // What was read is kept in the folder: there is no .git inside.
  const elsewhere = { MLOPS_REGISTRY_FOLDER: resolve('registry'), MLOPS_REGISTRY_MODE: 'rw' };
  if (kind === 'mlflow') {
    const chosen = address || server;
    if (
      URL.canParse(chosen) &&
      !/^(localhost|127\.|\[::1\]|0\.0\.0\.0)/.test(new URL(chosen).hostname)
    ) {
      return { ...elsewhere, MLOPS_CONTAINER_REGISTRY: `mlflow:${chosen}` };
    }
    return refuse(
      `The registry is the MLflow server "${chosen.replace(/\/\/[^/@]+@/, '//')}", which a container cannot reach: there, this machine has another name.`,
      'Set MLFLOW_TRACKING_URI to the name of this machine in its network (with Docker Desktop http://host.docker.internal:5000), and let the server listen on it.',
    );
  }
  const remote = address || 'origin';
  const found = spawnSync('git', ['remote', 'get-url', remote], {
    encoding: 'utf8',
    windowsHide: true,
  });
  const url = found.status === 0 ? found.stdout.trim() : remote;
  if (/^https?:\/\//.test(url)) {
    return { ...elsewhere, MLOPS_CONTAINER_REGISTRY: `git:${url}`, MLOPS_WITH_GIT: '1' };
  }
  return refuse(
    `The registry is kept with git at "${url}", which a container cannot reach: it has neither this machine's folders nor its keys.`,
    'Name it by https, with a token that may read it: MLOPS_REGISTRY=git:https://TOKEN@HOST/OWNER/NAME.git',
  );
}

function refuse(sentence, hint) {
  process.stderr.write(`\n${sentence}\n→ ${hint}\n`);
  return null;
}

/** Which commit the image is built from; there is no git inside. */
function gitState() {
  const git = (...words) => {
    const run = spawnSync('git', words, { encoding: 'utf8', windowsHide: true });
    return run.status === 0 ? run.stdout.trim() : null;
  };
  const commit = git('rev-parse', 'HEAD');
  const changes = git('status', '--porcelain', '--untracked-files=no');
  if (commit === null || changes === null) return {};
  return { MLOPS_GIT_COMMIT: commit, MLOPS_GIT_DIRTY: String(changes !== '') };
}
