import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRegistry } from '@create-mlops/model-registry';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSmallBundle } from './small-bundle.ts';

const template = join(import.meta.dirname, '..', 'templates', 'project', 'tools');
const who = { by: 'ada', reason: 'a test' };

const library = (name: string) =>
  join(import.meta.dirname, '..', 'libs', name, 'src', 'index.ts').replaceAll('\\', '/');
/** In the place of the registry's own tool: notes that it was asked, and brings the mirror up to the branch. */
const standIn = `
import { appendFileSync } from 'node:fs';
import { openRegistry } from '${library('model-registry')}';
import { registryLocation } from '${library('stage')}';
appendFileSync('asked.log', process.argv.slice(2).join(' ') + '\\n');
openRegistry(registryLocation(process.cwd()), { root: process.cwd() }).list('churn');
`;

describe('tools/production-model.mjs with the registry on a branch', () => {
  let root = '';
  let bare = '';
  const print = (purpose: string, registry = 'git', environment: NodeJS.ProcessEnv = {}) => {
    const words = [join('tools', 'production-model.mjs'), 'churn', purpose];
    const env = { ...process.env, MLOPS_REGISTRY: registry, ...environment };
    const child = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8', env });
    return { code: child.status, output: child.stdout.trim(), said: child.stderr };
  };
  const asked = () => readFileSync(join(root, 'asked.log'), 'utf8').split('\n').length - 1;
  const git = (directory: string, ...words: string[]) => {
    const run = spawnSync('git', words, { cwd: directory, encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`git ${words.join(' ')}: ${run.stderr}`);
  };
  /** As another machine has it. */
  const elsewhere = () => {
    const clone = mkdtempSync(join(root, '..', 'clone-'));
    git(clone, 'clone', '--quiet', bare, '.');
    return openRegistry('git', { root: clone });
  };
  const promote = (word: string, against?: string): string => {
    const directory = join(root, '..', 'bundle');
    const registry = elsewhere();
    const { record } = registry.register(
      directory,
      writeSmallBundle(directory, word, against),
      who,
    );
    registry.promote('churn', record.version, who);
    return record.modelHash;
  };

  beforeEach(() => {
    const parent = mkdtempSync(join(tmpdir(), 'registry-template-'));
    root = join(parent, 'project');
    bare = join(parent, 'bare.git');
    git(parent, 'init', '--quiet', '--bare', bare);
    git(parent, 'init', '--quiet', root);
    git(root, 'remote', 'add', 'origin', '../bare.git');
    mkdirSync(join(root, 'tools'));
    for (const name of ['production-model.mjs', 'pipeline']) {
      cpSync(join(template, name), join(root, 'tools', name), { recursive: true });
    }
    writeFileSync(join(root, 'tools', 'registry.ts'), standIn);
    writeFileSync(join(root, 'asked.log'), '');
    const packages = join(root, 'node_modules', 'tsx');
    const tsx = join(import.meta.dirname, '..', 'node_modules', 'tsx', 'dist', 'loader.mjs');
    mkdirSync(packages, { recursive: true });
    const url = `file://${tsx.replaceAll('\\', '/')}`;
    writeFileSync(join(packages, 'index.mjs'), `import ${JSON.stringify(url)};\n`);
    const manifest = { name: 'tsx', type: 'module', exports: './index.mjs' };
    writeFileSync(join(packages, 'package.json'), JSON.stringify(manifest));
  });
  afterEach(() => rmSync(join(root, '..'), { recursive: true, force: true }));

  it('prints what serves, and notices when another machine moves it', () => {
    expect(print('serving').output).toBe('none');
    const one = promote('one');
    expect(print('serving')).toMatchObject({ code: 0, output: one });
    const two = promote('two', 'one');
    expect(print('to-beat').output).toBe(two);
    elsewhere().rollback('churn', who);
    expect(print('to-beat').output).toBe(one);
  });

  it('asks the remote alone when nothing was pushed since', () => {
    promote('one');
    print('serving');
    const before = asked();
    expect(before).toBeGreaterThan(0);
    for (const purpose of ['serving', 'to-beat', 'registered']) print(purpose);
    expect(asked()).toBe(before);
  });

  it('fails aloud when the remote cannot be read, instead of printing an old state', () => {
    promote('one');
    print('serving');
    rmSync(bare, { recursive: true });
    const { code, output, said } = print('serving');
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(said).toContain('no such remote or repository');
  });

  it('reads the mirror of an MLflow server, and fails aloud when that is away', async () => {
    const script = join(library('model-registry'), '..', '..', 'test', 'serve-fake-mlflow.ts');
    const server = spawn(process.execPath, ['--import', 'tsx', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [port] = await once(server.stdout, 'data');
    const address = `http://127.0.0.1:${String(port).trim()}`;
    // The password and the slash are no part of where the mirror lies.
    const environment = { MLFLOW_TRACKING_URI: `${address.replace('//', '//ada:secret@')}/` };
    expect(print('serving', 'mlflow', environment).output).toBe('none');
    const directory = join(root, '..', 'bundle');
    const verdict = writeSmallBundle(directory, 'one');
    const elsewhereToo = openRegistry(`mlflow:${address}`, { root: join(root, '..') });
    elsewhereToo.register(directory, verdict, who);
    elsewhereToo.promote('churn', 1, who);
    expect(print('serving', '', environment).output).toBe(verdict.modelHash);
    server.stdin.end();
    await once(server, 'exit');
    const { code, output, said } = print('serving', 'mlflow', environment);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(said).toContain('cannot be reached');
    expect(said).not.toContain('secret');
  }, 60_000);

  it('reads a folder without asking anybody', () => {
    const directory = join(root, '..', 'bundle');
    const verdict = writeSmallBundle(directory, 'one');
    const registry = openRegistry('registry', { root });
    registry.register(directory, verdict, who);
    registry.promote('churn', 1, who);
    expect(print('serving', '').output).toBe(verdict.modelHash);
    expect(asked()).toBe(0);
  });
});
