// npm run docker build|pipeline|serve: the same as the npm scripts without docker, in images of this project.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';

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
for (const folder of ['registry', 'artifacts']) mkdirSync(folder, { recursive: true });
// Compose would call every project after the folder of compose.yaml, and one would replace the other's containers.
const { name } = JSON.parse(readFileSync('package.json', 'utf8'));
const project = name
  .toLowerCase()
  .replaceAll(/[^a-z0-9_-]+/g, '-')
  .replace(/^[_-]+/, '');
const child = spawnSync(
  'docker',
  ['compose', '--project-name', project, '-f', 'docker/compose.yaml', ...words],
  { stdio: 'inherit', env: { ...process.env, ...ownerOfFolders(), ...gitState() } },
);
process.exitCode = child.signal === null ? (child.status ?? 1) : interrupted;

/** Who writes into the mounted folders: Linux keeps the numbers of users there; Windows and macOS translate them. */
function ownerOfFolders() {
  if (process.platform !== 'linux') return {};
  // An engine without root rights shows you as root inside, and only there.
  const isRootless = engine.stdout.includes('name=rootless');
  return { MLOPS_USER: isRootless ? '0:0' : `${process.getuid()}:${process.getgid()}` };
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
