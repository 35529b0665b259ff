import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const template = join(import.meta.dirname, '..', 'templates', 'project');
const names = ['MLOPS_GIT_COMMIT', 'MLOPS_GIT_DIRTY'];

/** A docker that only says what it was handed. */
const engine = `#!/usr/bin/env node
if (process.argv[2] === 'compose' && process.argv[3] !== 'version') {
  const { MLOPS_GIT_COMMIT, MLOPS_GIT_DIRTY } = process.env;
  process.stdout.write(JSON.stringify({ MLOPS_GIT_COMMIT, MLOPS_GIT_DIRTY }));
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
  const handedOver = () => {
    const { MLOPS_GIT_COMMIT: _commit, MLOPS_GIT_DIRTY: _dirty, ...environment } = process.env;
    const path = `${join(folder, 'bin')}${delimiter}${environment.PATH}`;
    const run = spawnSync(process.execPath, [join('tools', 'docker.mjs'), 'pipeline'], {
      cwd: project,
      encoding: 'utf8',
      env: { ...environment, PATH: path },
    });
    expect(run.status, run.stderr).toBe(0);
    return JSON.parse(run.stdout);
  };
  return { project, git, handedOver };
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

  it.each(names)('brings %s through compose and the build into the training image', (name) => {
    const text = (file: string) => readFileSync(join(template, 'docker', file), 'utf8');
    const training = text('compose.yaml').split('\n  serve:')[0];
    expect(training).toContain(`        ${name}: "\${${name}:-}"\n`);
    const [, last = ''] = text('Dockerfile.train').split('COPY --chown=node:node . .');
    expect(last).toContain(`ARG ${name}\n`);
    expect(last).toMatch(new RegExp(`^ENV .*\\b${name}=\\$${name}\\b`, 'm'));
  });
});
