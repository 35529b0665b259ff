import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const template = join(import.meta.dirname, '..', 'templates', 'project');
const names = ['MLOPS_GIT_COMMIT', 'MLOPS_GIT_DIRTY'];

/** A docker that only says what it was handed. */
const engine = `#!/usr/bin/env node
if (process.argv[2] === 'compose' && process.argv[3] !== 'version') {
  const names = JSON.parse(process.env.HAND_OVER);
  process.stdout.write(JSON.stringify(Object.fromEntries(names.map((name) => [name, process.env[name]]))));
}
`;

function freshProject() {
  const folder = mkdtempSync(join(tmpdir(), 'docker-template-'));
  const project = join(folder, 'project');
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin', 'docker'), engine);
  chmodSync(join(folder, 'bin', 'docker'), 0o755);
  mkdirSync(join(project, 'tools'), { recursive: true });
  cpSync(join(template, 'tools', 'docker.mjs'), join(project, 'tools', 'docker.mjs'));
  writeFileSync(join(project, 'package.json'), '{"name":"acme"}');
  writeFileSync(join(project, '.gitignore'), 'artifacts/\nregistry/\n');
  const git = (...words: string[]) => {
    const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
    return spawnSync('git', [...identity, ...words], { cwd: project, encoding: 'utf8' }).stdout;
  };
  const start = (given: NodeJS.ProcessEnv = {}, wanted = names) => {
    const { MLOPS_GIT_COMMIT: _commit, MLOPS_GIT_DIRTY: _dirty, ...environment } = process.env;
    const path = `${join(folder, 'bin')}${delimiter}${environment.PATH}`;
    return spawnSync(process.execPath, [join('tools', 'docker.mjs'), 'pipeline'], {
      cwd: project,
      encoding: 'utf8',
      env: { ...environment, ...given, PATH: path, HAND_OVER: JSON.stringify(wanted) },
    });
  };
  const handedOver = (given: NodeJS.ProcessEnv = {}, wanted = names) => {
    const run = start(given, wanted);
    expect(run.status, run.stderr).toBe(0);
    return JSON.parse(run.stdout);
  };
  return { project, git, start, handedOver };
}

describe('npm run docker', () => {
  it.skipIf(process.platform === 'win32')(
    'hands over which commit the image is built from, and whether something was edited',
    () => {
      const { project, git, handedOver } = freshProject();
      expect(handedOver()).toEqual({});
      git('init', '-q');
      git('add', '-A');
      git('commit', '-q', '-m', 'start');
      const commit = git('rev-parse', 'HEAD').trim();
      expect(handedOver()).toEqual({ MLOPS_GIT_COMMIT: commit, MLOPS_GIT_DIRTY: 'false' });
      writeFileSync(join(project, 'package.json'), '{"name":"acme","private":true}');
      expect(handedOver()).toEqual({ MLOPS_GIT_COMMIT: commit, MLOPS_GIT_DIRTY: 'true' });
    },
  );

  describe.skipIf(process.platform === 'win32')('with a registry elsewhere', () => {
    const wanted = [
      'MLOPS_CONTAINER_REGISTRY',
      'MLOPS_REGISTRY_FOLDER',
      'MLOPS_REGISTRY_MODE',
      'MLOPS_WITH_GIT',
    ];

    it('mounts the folder that MLOPS_REGISTRY names', () => {
      const { handedOver, project } = freshProject();
      expect(handedOver({ MLOPS_REGISTRY: 'kept' }, wanted)).toEqual({
        MLOPS_REGISTRY_FOLDER: join(realpathSync(project), 'kept'),
      });
    });

    it('builds with git for a registry on git, and names the address of the remote', () => {
      const { handedOver, git } = freshProject();
      git('init', '-q');
      git('remote', 'add', 'origin', 'https://git.example/ada/acme.git');
      expect(handedOver({ MLOPS_REGISTRY: 'git' }, wanted)).toMatchObject({
        MLOPS_CONTAINER_REGISTRY: 'git:https://git.example/ada/acme.git',
        MLOPS_REGISTRY_MODE: 'rw',
        MLOPS_WITH_GIT: '1',
      });
    });

    it('hands an MLflow server over, and needs no git for it', () => {
      const { handedOver } = freshProject();
      const found = handedOver({ MLFLOW_TRACKING_URI: 'http://ml.example:5000' }, wanted);
      expect(found).toMatchObject({
        MLOPS_CONTAINER_REGISTRY: 'mlflow:http://ml.example:5000',
        MLOPS_REGISTRY_MODE: 'rw',
      });
      expect(found).not.toHaveProperty('MLOPS_WITH_GIT');
    });

    it.each([
      ['git:../bare.git', 'https, with a token'],
      ['git:git@git.example:ada/acme.git', 'https, with a token'],
      ['mlflow:http://127.0.0.1:5000', 'host.docker.internal'],
    ])('says why a container cannot reach %s, and what to do', (registry, hint) => {
      const { status, stderr } = freshProject().start({ MLOPS_REGISTRY: registry });
      expect(status).toBe(2);
      expect(stderr).toContain('a container cannot reach');
      expect(stderr).toContain(hint);
    });
  });

  it.each(['train', 'serve'])('installs git in the %s image when it is asked to', (kind) => {
    const text = (file: string) => readFileSync(join(template, 'docker', file), 'utf8');
    const last = text(`Dockerfile.${kind}`)
      .split(/^FROM /m)
      .at(-1);
    expect(last).toMatch(/^ARG WITH_GIT=\nRUN if \[ -n "\$WITH_GIT" \]; then apt-get update/m);
    const service = text('compose.yaml')
      .split(`\n  ${kind}:`)[1]
      ?.split(/\n {2}\w+:/)[0];
    expect(service).toContain(`WITH_GIT: "\${MLOPS_WITH_GIT:-}"`);
    expect(service).toContain(`MLOPS_REGISTRY: "\${MLOPS_CONTAINER_REGISTRY:-/app/registry}"`);
  });

  it.each(names)('brings %s through compose and the build into the training image', (name) => {
    const text = (file: string) => readFileSync(join(template, 'docker', file), 'utf8');
    const training = text('compose.yaml').split('\n  serve:')[0];
    expect(training).toContain(`        ${name}: "\${${name}:-}"\n`);
    const [, last = ''] = text('Dockerfile.train').split('COPY --chown=node:node . .');
    expect(last).toContain(`ARG ${name}\n`);
    expect(last).toMatch(new RegExp(`^ENV .*\\b${name}=\\$${name}\\b`, 'm'));
  });
});
