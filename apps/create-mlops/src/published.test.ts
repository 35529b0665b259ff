import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const app = join(import.meta.dirname, '..');
const root = join(app, '..', '..');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const run = (command: string, words: readonly string[], cwd: string) =>
  spawnSync(command, words, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, npm_config_offline: 'true', CI: 'true' },
  });

describe('the packed tarball', () => {
  const folder = mkdtempSync(join(tmpdir(), 'published packed ü-'));
  const bin = join(folder, 'node_modules', 'create-mlops', 'dist', 'create-mlops.cjs');
  const command = (...words: string[]) => run(process.execPath, [bin, ...words], folder);

  beforeAll(() => {
    const built = run(process.execPath, ['--import', 'tsx', join(app, 'build', 'build.ts')], root);
    expect(built.stderr + built.stdout).not.toMatch(/error/i);
    run(npm, ['pack', app, '--pack-destination', '.'], folder);
    writeFileSync(join(folder, 'package.json'), '{"private": true}');
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
    const installed = run(npm, ['install', `./${tarball}`], folder);
    expect(installed.status, installed.stderr).toBe(0);
  });

  it('installs one package, without a network', () => {
    expect(
      readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.')),
    ).toEqual(['create-mlops']);
  });

  it('answers --help and --version', () => {
    expect(command('--help').stdout).toContain('npx create-mlops [DIR] [flags]');
    expect(command('--version').stdout.trim()).toBe(
      JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')).version,
    );
  });

  it('writes the same project as the checkout does', () => {
    const made = command('app', '--yes', '--no-install', '--no-git', '--json');
    expect(made.status, made.stderr).toBe(0);
    const checkout = run(
      process.execPath,
      [
        '--import',
        'tsx',
        join(app, 'src', 'from-checkout.ts'),
        join(folder, 'two', 'app'),
        '--yes',
        '--no-install',
        '--no-git',
        '--json',
      ],
      root,
    );
    expect(JSON.parse(made.stdout).treeHash).toBe(JSON.parse(checkout.stdout).treeHash);
    expect(existsSync(join(folder, 'app', '.gitignore'))).toBe(true);
  });

  it('exits 2 with two sentences when it is used wrongly, and asks nothing without a terminal', () => {
    const unknown = command('--taks', 'x');
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain('Did you mean --task?');
    const silent = command();
    expect(silent.status).toBe(2);
    expect(silent.stderr).toContain('No folder was named');
  });

  it('gets its flags back from npm create without the --', () => {
    const words = ['create', 'mlops', 'fromnpm', '--ci=none', '--no-install', '--no-git'];
    const made = run(npm, words, folder);
    expect(made.status, made.stderr).toBe(0);
    expect(made.stderr).toContain('npm took --ci none --no-install --no-git for its own');
    expect(existsSync(join(folder, 'fromnpm', '.create-mlops.json'))).toBe(true);
    for (const name of ['.git', '.github', 'node_modules']) {
      expect(existsSync(join(folder, 'fromnpm', name)), name).toBe(false);
    }
    const dry = run(npm, ['create', 'mlops', 'dry', '--dry-run'], folder);
    expect(dry.stdout).toContain('Nothing was.');
    expect(existsSync(join(folder, 'dry'))).toBe(false);
  });

  it('takes in a Parquet-free CSV of the user’s from the tarball, too', () => {
    const lines = Array.from(
      { length: 200 },
      (_, index) => `${index % 9},${(index * 13) % 50},${index % 2}`,
    );
    writeFileSync(join(folder, 'my data.csv'), `a,b,y\n${lines.join('\n')}\n`);
    const made = command(
      'mine',
      '--data',
      'my data.csv',
      '--target',
      'y',
      '--yes',
      '--no-install',
      '--no-git',
    );
    expect(made.status, made.stderr).toBe(0);
    expect(existsSync(join(folder, 'mine', 'models', 'my-data', 'data', 'raw'))).toBe(true);
  });
});
