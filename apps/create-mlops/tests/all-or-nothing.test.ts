import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entries, freshFolder, runCreate, smallCsv } from './run-create.ts';

const strike = join(import.meta.dirname, 'strike-while-writing.cjs');
const bare = ['--no-install', '--no-git'];

const struckBy = (
  blow: string,
  cwd: string,
  words: readonly string[] = ['app', '--yes'],
  environment: NodeJS.ProcessEnv = {},
) =>
  runCreate([...words, ...bare], {
    cwd,
    environment: {
      NODE_OPTIONS: `--require "${strike.replaceAll('\\', '/')}"`,
      STRIKE: blow,
      ...environment,
    },
  });

describe.skipIf(process.platform === 'win32')('a command that is stopped while it writes', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('leaves nothing behind on %s', (signal) => {
    const cwd = freshFolder();
    const run = struckBy(signal, cwd);
    expect(run, run.stderr).toMatchObject({ code: 130, signal: null });
    expect(entries(cwd)).toEqual([]);
  });

  it('leaves a folder with a repository as it was', () => {
    const cwd = freshFolder();
    const app = join(cwd, 'app');
    mkdirSync(join(app, '.git'), { recursive: true });
    writeFileSync(join(app, 'README.md'), 'mine');
    expect(struckBy('SIGINT', cwd).code).toBe(130);
    expect(entries(cwd)).toEqual(['app']);
    expect(entries(app)).toEqual(['.git', 'README.md']);
    expect(readFileSync(join(app, 'README.md'), 'utf8')).toBe('mine');
  });

  it('leaves no copy of the data either', () => {
    const cwd = freshFolder();
    writeFileSync(join(cwd, 'd.csv'), smallCsv());
    // A temporary folder of its own: others put theirs into the common one at the same time.
    const temporary = freshFolder();
    const words = ['app', '--yes', '--data', 'd.csv', '--target', 'y'];
    const run = struckBy('SIGTERM', cwd, words, { TMPDIR: temporary });
    expect(run.code, run.stderr).toBe(130);
    expect(entries(cwd)).toEqual(['d.csv']);
    expect(entries(temporary).filter((name) => name.startsWith('create-mlops-'))).toEqual([]);
  });

  it('leaves no half project on kill -9, and what stays is in nobody’s way', () => {
    const cwd = freshFolder();
    expect(struckBy('SIGKILL', cwd).signal).toBe('SIGKILL');
    expect(entries(cwd)).toEqual([expect.stringMatching(/^\.app-[0-9a-f]{8}\.tmp$/)]);
    expect(runCreate(['app', '--yes', ...bare], { cwd }).code).toBe(0);
  });

  it.each([1, 2, 3, 9, 16])(
    'puts a folder right that kill -9 left half filled after %i renames',
    (at) => {
      const cwd = freshFolder();
      const app = join(cwd, 'app');
      mkdirSync(join(app, '.git'), { recursive: true });
      for (const name of ['LICENSE', 'README.md']) writeFileSync(join(app, name), 'mine');
      const killed = struckBy('', cwd, undefined, { STRIKE_RENAME: String(at) });
      expect(killed.signal).toBe('SIGKILL');
      const note = '.create-mlops-unfinished.json';
      expect(readFileSync(join(app, note), 'utf8')).toContain('Run the same command again');

      // Looking does not touch anything, and being killed again does no harm.
      const halfWay = entries(app);
      expect(runCreate(['app', '--yes', '--dry-run'], { cwd }).code).toBe(0);
      expect(entries(app)).toEqual(halfWay);
      expect(struckBy('', cwd, undefined, { STRIKE_RENAME: '1' }).signal).toBe('SIGKILL');

      const run = runCreate(['app', '--yes', ...bare], { cwd });
      expect(run.code, run.stderr).toBe(0);
      expect(run.stdout).toContain('was put back first');
      const whole = runCreate(['whole', '--yes', ...bare], { cwd });
      expect(whole.code).toBe(0);
      expect(entries(app)).toEqual(
        [...entries(join(cwd, 'whole')), '.git', 'LICENSE', 'README.before.md'].sort(),
      );
      for (const name of ['LICENSE', 'README.before.md']) {
        expect(readFileSync(join(app, name), 'utf8')).toBe('mine');
      }
      expect(entries(cwd)).toEqual(['app', 'whole']);
    },
  );

  it('asks a person where a half filled folder was worked in', () => {
    const cwd = freshFolder();
    const app = join(cwd, 'app');
    mkdirSync(app);
    expect(struckBy('', cwd, undefined, { STRIKE_RENAME: '12' }).signal).toBe('SIGKILL');
    const name = entries(app).find((entry) => statSync(join(app, entry)).isDirectory()) ?? '';
    const own = join(app, name, 'own.txt');
    writeFileSync(own, 'mine');
    const run = runCreate(['app', '--yes', ...bare], { cwd });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(`${name}/own.txt in it was changed since`);
    expect(readFileSync(own, 'utf8')).toBe('mine');
  });

  it('says that the disk is full', () => {
    const cwd = freshFolder();
    const run = struckBy('ENOSPC', cwd);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('The disk is full. Nothing was written.');
    expect(entries(cwd)).toEqual([]);
  });
});

describe('places that cannot be written', () => {
  const words = ['app', '--yes', ...bare];

  /** A small disk, full or read-only; `null` where this machine lets nobody mount one. */
  function onDisk<T>(options: string, body: (folder: string) => T): T | null {
    const folder = mkdtempSync(join(tmpdir(), 'small-disk-'));
    const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
    try {
      return mount.status === 0 ? body(folder) : null;
    } finally {
      if (mount.status === 0) spawnSync('umount', [folder]);
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const canMount = onDisk('size=100k', () => true) === true;
  if (!canMount) process.stdout.write('No small disk can be mounted here: a fake one must do.\n');

  it.skipIf(!canMount).each([
    ['full', 'size=300k', 'The disk is full. Nothing was written.'],
    ['read-only', 'ro', 'lies on a read-only disk. Nothing was written.'],
  ])('leaves a %s disk as it was', (_name, options, sentence) => {
    onDisk(options, (folder) => {
      const run = runCreate(words, { cwd: folder });
      expect(run.code).toBe(2);
      expect(run.stderr).toContain(sentence);
      expect(entries(folder)).toEqual([]);
    });
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'names a folder that belongs to somebody else',
    () => {
      const cwd = freshFolder();
      chmodSync(cwd, 0o500);
      const run = runCreate(words, { cwd });
      chmodSync(cwd, 0o700);
      expect(run.code).toBe(2);
      expect(run.stderr).toContain('may not be written. Nothing was written.');
    },
  );

  it.skipIf(process.platform !== 'linux')('says what the system says where nothing can be', () => {
    const run = runCreate(['/proc/app', '--yes', ...bare], { cwd: freshFolder() });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/\/proc\/app could not be written: .*Nothing was\./);
  });
});
