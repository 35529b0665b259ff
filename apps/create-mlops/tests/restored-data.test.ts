import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { writePng } from '@create-mlops/generators';
import { afterAll, describe, expect, it } from 'vitest';
import { freshFolder, runCreate } from './run-create.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const folder = freshFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const minute = 60_000;

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const put = (content: string | Uint8Array, ...segments: string[]) => {
  const path = join(folder, ...segments);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
};

const picture = (shade: number) =>
  writePng(
    Uint8Array.from({ length: 64 }, (_, at) => (shade + at) % 256),
    { width: 8, height: 8, channels: 1 },
  );

type Entry = {
  readonly path: string;
  readonly sha256: string;
  readonly source?: { readonly location: string; readonly sha256: string; readonly bytes: number };
};

/** A project with the packages of this repository: its own install is tested elsewhere. */
function project(name: string, model: string, ...words: string[]) {
  const made = runCreate([name, ...words, '--yes', '--no-install'], { cwd: folder });
  expect(made.code, made.stderr).toBe(0);
  const directory = join(folder, name);
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'), 'junction');
  const data = join(directory, 'models', model, 'data');
  const tool = (script: string, ...more: string[]) => {
    const words = ['--import', 'tsx', `tools/${script}`, ...more];
    const run = spawnSync(process.execPath, words, { cwd: directory, encoding: 'utf8' });
    return { code: run.status, output: `${run.stdout}${run.stderr}` };
  };
  return {
    directory,
    said: made.stdout,
    raw: (file: string) => join(data, 'raw', file),
    entries: () =>
      (JSON.parse(readFileSync(join(data, 'dataset.lock.json'), 'utf8')) as { files: Entry[] })
        .files,
    tool,
  };
}

/** Labels and texts without a header line, as the SMS spam collection has them. */
function messages(bytes: number, salt: string): string {
  const line = (index: number) =>
    index % 3 === 0
      ? `spam\tWin ${salt} prize number ${index} now, call before ${index % 24} o'clock\n`
      : `ham\tSee you ${salt} at place ${index}, "she said" it is fine\n`;
  let text = '';
  for (let index = 0; text.length < bytes; index++) text += line(index);
  return text;
}

describe('texts above 25 MB', () => {
  it(
    'are named in lock and README, brought back from where they lie, and never taken for a table',
    () => {
      put(messages(26 * 1024 ** 2, 'a'), 'big.tsv');
      const { directory, said, raw, entries, tool } = project(
        'large',
        'big',
        ...['--task', 'text', '--data', 'big.tsv'],
      );
      expect(said).toMatch(/\d+ MB are too many for git.*dataset\.lock\.json names where/);
      const [entry] = entries();
      const source = join(folder, 'big.tsv');
      expect(entry?.source).toEqual({
        location: '../big.tsv',
        sha256: sha256(source),
        bytes: statSync(source).size,
      });
      expect(readFileSync(join(directory, 'README.md'), 'utf8')).toContain('`../big.tsv`');

      rmSync(raw('big.csv'));
      expect(tool('data.ts')).toMatchObject({ code: 0 });
      expect(sha256(raw('big.csv'))).toBe(entry?.sha256);

      const moved = join(folder, 'elsewhere.tsv');
      renameSync(source, moved);
      rmSync(raw('big.csv'));
      const gone = tool('data.ts');
      expect(gone.code).toBe(2);
      expect(gone.output).toContain('The data lies at ../big.tsv, which is not there');
      expect(gone.output).toContain('npm run data big FILE');
      expect(gone.output).not.toContain('git checkout');
      expect(tool('data.ts', '../elsewhere.tsv')).toMatchObject({ code: 0 });
      expect(sha256(raw('big.csv'))).toBe(entry?.sha256);

      rmSync(raw('big.csv'));
      put(messages(10_000, 'b'), 'other.tsv');
      const wrong = tool('data.ts', '../other.tsv');
      expect(wrong.code).toBe(3);
      expect(wrong.output).toContain('npm run data:lock big ../other.tsv');
      expect(tool('data.ts', '../nowhere.tsv')).toMatchObject({ code: 2 });
      expect(tool('data.ts', 'nobody').output).toContain('no model and no file called nobody');

      expect(tool('data-lock.ts', '../other.tsv')).toMatchObject({ code: 0 });
      expect(entries()[0]?.source?.location).toBe('../other.tsv');
      expect(readFileSync(raw('big.csv'), 'utf8')).toMatch(/^text,label\n/);
    },
    2 * minute,
  );
});

describe('data that git holds', () => {
  it(
    'comes back from where it was taken, and is otherwise asked of git',
    () => {
      for (const part of ['train', 'test']) {
        for (let index = 0; index < 40; index++) {
          put(`so good, ${part} ${index} of them`, 'mails', part, 'pos', `${index}.txt`);
          put(`a poor show, ${part} ${index} in all`, 'mails', part, 'neg', `${index}.txt`);
        }
      }
      const { raw, entries, tool } = project('mails-app', 'mails', '--task=text', '--data=mails');
      expect(entries().map(({ source }) => source?.location)).toEqual(['../mails', '../mails']);
      for (const file of ['mails.csv', 'test.csv']) rmSync(raw(file));
      expect(tool('data.ts')).toMatchObject({ code: 0 });
      expect([sha256(raw('mails.csv')), sha256(raw('test.csv'))]).toEqual(
        entries().map((entry) => entry.sha256),
      );
      put('changed since', 'mails', 'train', 'pos', '0.txt');
      rmSync(raw('mails.csv'));
      const changed = tool('data.ts');
      expect(changed.code).toBe(2);
      expect(changed.output).toContain('git checkout -- models/mails/data/raw/mails.csv');
    },
    minute,
  );

  it(
    'is converted again as it was: without the rows that have no target, the test file like the other',
    () => {
      const rows = (salt: number) =>
        Array.from({ length: 120 }, (_, index) =>
          [`${index % 17},5`, index * salt, index % 10 === 0 ? '' : index % 2 ? 'yes' : 'no'].join(
            ';',
          ),
        );
      put(`amount;number;answer\n${rows(1).join('\n')}\n`, 'export.csv');
      // Alone, this column of the test file would be one of whole numbers.
      const test = rows(3).map((line) => line.replace(',5;', ',0;'));
      put(`amount;number;answer\n${test.join('\n')}\n`, 'later.csv');
      const { raw, entries, tool } = project(
        'table',
        'export',
        ...['--data', 'export.csv', '--test-data', 'later.csv', '--target', 'answer'],
      );
      for (const file of ['export.csv', 'test.csv']) rmSync(raw(file));
      const brought = tool('data.ts');
      expect(brought.code, brought.output).toBe(0);
      expect([sha256(raw('export.csv')), sha256(raw('test.csv'))]).toEqual(
        entries().map((entry) => entry.sha256),
      );
    },
    minute,
  );

  it(
    'may be pictures: a folder of them anywhere puts back what is missing',
    () => {
      for (const label of ['cat', 'dog']) {
        for (let index = 0; index < 12; index++) {
          put(picture(label === 'cat' ? index : 100 + index), 'photos', label, `${index}.png`);
        }
      }
      const { raw, tool } = project('pets', 'photos', '--task=image', '--data=photos');
      rmSync(raw('cat'), { recursive: true });
      expect(tool('data.ts').output).toContain('git checkout -- models/photos/data/raw');
      put('no picture', 'notes.txt');
      expect(tool('data.ts', '../notes.txt')).toMatchObject({ code: 3 });
      expect(tool('data.ts', '../photos')).toMatchObject({ code: 0 });
      expect(tool('data.ts').output).toContain('raw is there and whole');
    },
    minute,
  );
});
