import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freshFolder, runCreate } from './run-create.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const limit = 25 * 1024 * 1024;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const folder = freshFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Somewhat more than git hosts like, with few different rows so that it is made quickly. */
function largeFile(name: string, delimiter: string, decimal: string): void {
  const filler = 'a text that fills the file '.repeat(8).trim();
  const rows = Array.from({ length: 1000 }, (_, index) =>
    [
      index,
      `${index % 83}${decimal}5`,
      `${filler} ${index % 7}`,
      index % 2 === 0 ? 'no' : 'yes',
    ].join(delimiter),
  );
  const block = `${rows.join('\n')}\n`;
  const times = Math.ceil((limit * 1.05) / block.length);
  writeFileSync(
    join(folder, name),
    `${['number', 'amount', 'note', 'answer'].join(delimiter)}\n${block.repeat(times)}`,
  );
}

describe('data above 25 MB', () => {
  it.each([
    ['taken in as it is', 'big.csv', ',', '.'],
    ['converted from a spreadsheet’s export', 'Große Datei.csv', ';', ','],
  ])(
    'stays out of git and is brought by npm run data: %s',
    (_name, file, delimiter, decimal) => {
      largeFile(file, delimiter, decimal);
      const app = `app-${delimiter === ',' ? 'plain' : 'converted'}`;
      const words = [app, '--data', file, '--target', 'answer', '--yes', '--no-install'];
      const made = runCreate(words, { cwd: folder });
      expect(made.code, made.stderr).toBe(0);
      expect(made.stdout).toMatch(/\d+ MB are too many for git/);
      const project = join(folder, app);
      const git = spawnSync('git', ['ls-files'], { cwd: project, encoding: 'utf8' }).stdout;
      expect(git).toContain('dataset.lock.json');
      expect(git).not.toContain('/raw/');

      const model = readFileSync(join(project, '.create-mlops.json'), 'utf8');
      const data = join(project, 'models', JSON.parse(model).answers.model, 'data');
      const lock: {
        files: { path: string; sha256: string; bytes: number; source: Record<string, unknown> }[];
      } = JSON.parse(readFileSync(join(data, 'dataset.lock.json'), 'utf8'));
      const [entry] = lock.files;
      expect(entry?.bytes).toBeGreaterThan(limit);
      expect(entry?.source).toEqual({
        location: `../${file}`,
        sha256: sha256(readFileSync(join(folder, file))),
        bytes: statSync(join(folder, file)).size,
      });

      const raw = join(data, ...(entry?.path ?? '').split('/'));
      expect(sha256(readFileSync(raw))).toBe(entry?.sha256);
      rmSync(raw);
      // The packages of this repository are those of the project: its own install is tested elsewhere.
      symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'), 'junction');
      const bring = () =>
        spawnSync(process.execPath, ['--import', 'tsx', 'tools/data.ts'], {
          cwd: project,
          encoding: 'utf8',
        });
      const brought = bring();
      expect(brought.status, brought.stderr).toBe(0);
      expect(sha256(readFileSync(raw))).toBe(entry?.sha256);
      expect(bring().stdout).toContain('is there and whole');

      rmSync(raw);
      rmSync(join(folder, file));
      const gone = bring();
      expect(gone.status).toBe(2);
      expect(gone.stderr).toContain(`The data lies at ../${file}, which is not there`);
      expect(existsSync(raw)).toBe(false);
    },
    60_000,
  );

  it('commits what is just below', () => {
    const line = 'word '.repeat(200).trim();
    const rows = Array.from({ length: 25_000 }, (_, index) => `${index % 97},${line},${index % 2}`);
    writeFileSync(join(folder, 'below.csv'), `a,b,y\n${rows.join('\n')}\n`);
    const words = ['below', '--data', 'below.csv', '--target', 'y', '--yes', '--no-install'];
    expect(runCreate(words, { cwd: folder }).code).toBe(0);
    const listed = spawnSync('git', ['ls-files', 'models/below/data/raw'], {
      cwd: join(folder, 'below'),
      encoding: 'utf8',
    });
    expect(listed.stdout.trim()).toBe('models/below/data/raw/below.csv');
  });
});
