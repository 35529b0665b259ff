import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  createCommand,
  entries,
  freshFolder,
  runCreate,
  smallCsv,
  somebody,
} from './run-create.ts';

const git = (cwd: string, ...words: string[]) => {
  const run = spawnSync('git', words, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...somebody },
  });
  return run.status === 0 ? run.stdout.trim() : `git failed: ${run.stderr}`;
};

/** A folder for the PATH with programs that do as they are told. */
function programs(scripts: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'));
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}
const first = (folder: string) => ({ PATH: `${folder}${delimiter}${process.env.PATH}` });

describe.skipIf(process.platform === 'win32')('the first commit', () => {
  const words = ['app', '--yes', '--no-install'];

  it('holds the whole project on a branch main, and nothing is left to commit', () => {
    const cwd = freshFolder();
    const run = runCreate(words, { cwd });
    expect(run.code, run.stderr).toBe(0);
    const app = join(cwd, 'app');
    expect(git(app, 'status', '--porcelain')).toBe('');
    expect(git(app, 'log', '--format=%s %D')).toBe(
      'Create the project with create-mlops 0.1.0 HEAD -> main',
    );
  });

  it('goes without when there is no git', () => {
    const cwd = freshFolder();
    const alone = programs({});
    symlinkSync(process.execPath, join(alone, 'node'));
    const run = runCreate([...words, '--json'], { cwd, environment: { PATH: alone } });
    expect(run.code, run.stderr).toBe(0);
    expect(JSON.parse(run.stdout).committed).toBe(false);
    expect(run.stderr).toMatch(
      /There is no git here.*then: cd '.*app' && git init -b main && git add -A && git commit/,
    );
  });

  it('keeps the project when git knows no author, and the sentence it prints then works', () => {
    const cwd = freshFolder();
    const nobody = {
      HOME: cwd,
      XDG_CONFIG_HOME: cwd,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: join(cwd, 'gitconfig'),
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'user.useConfigOnly',
      GIT_CONFIG_VALUE_0: 'true',
      ...Object.fromEntries(Object.keys(somebody).map((name) => [name, undefined])),
    };
    const run = runCreate(words, { cwd, environment: nobody });
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).toContain('git does not know who you are');
    expect(existsSync(join(cwd, 'app', 'package.json'))).toBe(true);
    const command = /then: (.*)$/m.exec(run.stderr)?.[1] ?? '';
    const env = { ...process.env, ...somebody };
    expect(spawnSync('sh', ['-c', command], { cwd, env }).status).toBe(0);
    expect(git(join(cwd, 'app'), 'status', '--porcelain')).toBe('');
  });

  it('does not commit into a repository around it', () => {
    const cwd = freshFolder();
    git(cwd, 'init', '-q');
    const run = runCreate(words, { cwd });
    expect(run.stderr).toContain('lies inside another git repository');
    expect(git(cwd, 'diff', '--cached', '--name-only')).toBe('');
    expect(entries(join(cwd, 'app'))).not.toContain('.git');
  });

  it('comes on top of the commits of a repository that was there', () => {
    const app = join(freshFolder(), 'app');
    mkdirSync(app);
    git(app, 'init', '-q', '-b', 'trunk');
    writeFileSync(join(app, 'README.md'), 'mine');
    git(app, 'add', '-A');
    git(app, 'commit', '-q', '-m', 'mine');
    const run = runCreate(['.', '--yes', '--no-install'], { cwd: app });
    expect(run.code, run.stderr).toBe(0);
    expect(git(app, 'log', '--format=%s')).toBe('Create the project with create-mlops 0.1.0\nmine');
    expect(git(app, 'branch', '--show-current')).toBe('trunk');
    expect(git(app, 'show', 'HEAD:README.before.md')).toBe('mine');
  });

  it('goes into the project’s repository also when git itself started the command', () => {
    const cwd = freshFolder();
    const other = join(cwd, 'other');
    mkdirSync(other);
    git(other, 'init', '-q');
    const environment = { GIT_DIR: join(other, '.git'), GIT_WORK_TREE: other };
    const run = runCreate(words, { cwd, environment });
    expect(run.code, run.stderr).toBe(0);
    expect(git(other, 'status', '--porcelain')).toBe('');
    expect(git(join(cwd, 'app'), 'rev-list', '--count', 'HEAD')).toBe('1');
  });

  it('keeps the bytes of the data in a clone that changes line ends', () => {
    const cwd = freshFolder();
    writeFileSync(join(cwd, 'd.csv'), smallCsv('\r\n'));
    const run = runCreate(['app', '--data', 'd.csv', '--target', 'y', '--yes', '--no-install'], {
      cwd,
      environment: {
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'core.autocrlf',
        GIT_CONFIG_VALUE_0: 'true',
      },
    });
    expect(run.code, run.stderr).toBe(0);
    for (const autocrlf of ['true', 'input', 'false']) {
      const clone = join(cwd, `clone-${autocrlf}`);
      git(cwd, '-c', `core.autocrlf=${autocrlf}`, 'clone', '-q', 'app', clone);
      const raw = readFileSync(join(clone, 'models', 'd', 'data', 'raw', 'd.csv'));
      expect(raw.equals(readFileSync(join(cwd, 'd.csv'))), autocrlf).toBe(true);
      expect(readFileSync(join(clone, 'nx.json'), 'utf8')).not.toContain('\r');
      expect(git(clone, 'status', '--porcelain')).toBe('');
    }
  });
});

describe.skipIf(process.platform === 'win32')('the install', () => {
  it('comes before the commit, so that its lock file is in it', () => {
    const cwd = freshFolder();
    const npm = programs({
      npm: 'echo "installing in $PWD"; echo "{}" > package-lock.json; mkdir node_modules; touch node_modules/x',
    });
    const run = runCreate(['app', '--yes'], { cwd, environment: first(npm) });
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain('installing in');
    const files = git(join(cwd, 'app'), 'ls-tree', '-r', '--name-only', 'HEAD').split('\n');
    expect(files).toContain('package-lock.json');
    expect(files.some((path) => path.startsWith('node_modules'))).toBe(false);
    expect(run.stdout).not.toContain('npm install\n');
  });

  it('says what to do when it fails, keeps and commits the project, and exits with 2', () => {
    const cwd = freshFolder();
    const npm = programs({ npm: 'echo "npm error network" >&2; exit 7' });
    const run = runCreate(['my app/app', '--yes'], { cwd, environment: first(npm) });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('npm error network');
    expect(run.stderr).toMatch(
      /did not finish \(exit code 7\).*try again with: cd '.*\/my app\/app' && npm install/,
    );
    expect(git(join(cwd, 'my app', 'app'), 'rev-list', '--count', 'HEAD')).toBe('1');
    const missing = runCreate(['two', '--yes', '--no-git'], {
      cwd,
      environment: { PATH: programs({}) },
    });
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('there is no npm on the PATH');
  });

  it('prints only JSON on stdout while npm talks', () => {
    const npm = programs({ npm: 'echo noise; exit 1' });
    const run = runCreate(['app', '--yes', '--json'], {
      cwd: freshFolder(),
      environment: first(npm),
    });
    expect(run.code).toBe(2);
    expect(JSON.parse(run.stdout)).toMatchObject({ installed: false, committed: true });
    expect(JSON.parse(run.stdout).warnings.join()).toContain('npm install did not finish');
  });

  it('is not steered by what npm create leaves in the environment', () => {
    const cwd = freshFolder();
    const npm = programs({ npm: 'env | grep -i "^npm_" > seen.txt; exit 0' });
    const left = {
      npm_command: 'init',
      npm_lifecycle_event: 'npx',
      npm_config_ci: 'none',
      npm_config_git: 'false',
      npm_config_keep: '',
      npm_config_package_lock_only: 'true',
      npm_config_package: 'create-mlops',
      npm_config_registry: 'https://registry.example.org/',
      npm_package_json: '/somewhere/package.json',
    };
    const run = runCreate(['app', '--yes'], { cwd, environment: { ...first(npm), ...left } });
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).toContain('npm took --ci none --no-git for its own');
    expect(existsSync(join(cwd, 'app', '.github'))).toBe(false);
    expect(existsSync(join(cwd, 'app', '.git'))).toBe(false);
    const seen = readFileSync(join(cwd, 'app', 'seen.txt'), 'utf8');
    expect(seen).toContain('npm_config_registry=https://registry.example.org/');
    expect(seen).not.toMatch(
      /npm_(command|lifecycle_event|config_ci|config_git|config_package|package_json)/,
    );
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'can be stopped by %s: the project stays, nothing is committed, the exit code is 130',
    async (signal) => {
      const cwd = freshFolder();
      const npm = programs({
        npm: 'trap "exit 1" INT TERM; touch started; for i in 1 2 3 4 5 6 7 8 9; do sleep 1; done',
      });
      const [node = '', ...start] = createCommand;
      const child = spawn(node, [...start, 'app', '--yes'], {
        cwd,
        env: { ...process.env, ...somebody, ...first(npm) },
      });
      let stderr = '';
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      while (!existsSync(join(cwd, 'app', 'started'))) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      child.kill(signal);
      const [code] = await once(child, 'close');
      expect(code, stderr).toBe(130);
      expect(stderr).toMatch(
        /npm install was stopped. The project is complete; go on with: cd '.*app' && npm install/,
      );
      expect(existsSync(join(cwd, 'app', 'package.json'))).toBe(true);
      expect(existsSync(join(cwd, 'app', '.git'))).toBe(false);
    },
  );
});
