import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkoutPayload } from '@create-mlops/generators/checkout-payload';
import { describe, expect, it } from 'vitest';
import { CommandError } from './command-error.ts';
import { create } from './create.ts';
import { parseArguments } from './parse-arguments.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const payload = checkoutPayload(root);
const freshFolder = () => mkdtempSync(join(tmpdir(), 'create-'));

async function run(...words: string[]) {
  let printed = '';
  let warned = '';
  const code = await create(parseArguments([...words, '--no-install', '--no-git']), payload, {
    environment: {},
    isInteractive: false,
    ask: () => Promise.reject(new Error('Nobody is asked here.')),
    print: (text) => {
      printed += text;
    },
    warn: (text) => {
      warned += `${text}\n`;
    },
  });
  return { code, printed, warned };
}

const refusal = async (...words: string[]): Promise<CommandError> => {
  try {
    await run(...words);
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
  throw new Error('The command was not refused.');
};

const csvOf = (rows: number, row: (index: number) => string, header = 'a,b,y') =>
  `${[header, ...Array.from({ length: rows }, (_, index) => row(index))].join('\n')}\n`;

function fileWith(content: string | Uint8Array, name = 'data.csv'): string {
  const path = join(freshFolder(), name);
  writeFileSync(path, content);
  return path;
}

describe('create', () => {
  it('gives the same bytes for the same answers', async () => {
    const [one, two] = [join(freshFolder(), 'app'), join(freshFolder(), 'app')];
    await run(one, '--yes');
    await run(two, '--yes');
    const tree = (directory: string) =>
      readdirSync(directory, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => {
          const path = join(entry.parentPath, entry.name);
          return [path.slice(directory.length), readFileSync(path, 'base64')];
        })
        .sort();
    expect(tree(one)).toEqual(tree(two));
  });

  it('plans in a dry run exactly what it writes, and writes nothing then', async () => {
    const directory = join(freshFolder(), 'app');
    const dry = JSON.parse((await run(directory, '--yes', '--dry-run', '--json')).printed);
    expect(existsSync(directory)).toBe(false);
    const real = JSON.parse((await run(directory, '--yes', '--json')).printed);
    expect(real.treeHash).toBe(dry.treeHash);
    expect(real.files).toBe(dry.files.length);
    for (const { path } of dry.files) expect(existsSync(join(directory, path)), path).toBe(true);
  });

  it('records version, answers and every file, and can be repeated from the record', async () => {
    const directory = join(freshFolder(), 'app');
    await run(directory, '--yes', '--data', 'houses', '--ci', 'none');
    const recordPath = join(directory, '.create-mlops.json');
    const record = JSON.parse(readFileSync(recordPath, 'utf8'));
    expect(record).toMatchObject({ answers: { name: 'app', model: 'houses', ci: 'none' } });
    expect(record.files.every((file: { blob: string }) => /^[0-9a-f]{40}$/.test(file.blob))).toBe(
      true,
    );
    const again = join(freshFolder(), 'app');
    await run(again, '--yes', '--answers', recordPath);
    expect(JSON.parse(readFileSync(join(again, '.create-mlops.json'), 'utf8')).treeHash).toBe(
      record.treeHash,
    );
  });

  it('takes in a file, names what gives the target away and prints the command that repeats it', async () => {
    const path = fileWith(
      csvOf(300, (index) => `${index % 7},${(index * 37) % 100},${index % 3 === 0 ? 'yes' : 'no'}`),
    );
    const directory = join(freshFolder(), 'app');
    const { printed } = await run(directory, '--yes', '--data', path, '--target', 'y');
    expect(printed).toContain(`--data ${path} --target y`);
    expect(
      readFileSync(join(directory, 'models', 'data', 'data', 'contract.ts'), 'utf8'),
    ).toContain("z.enum(['no', 'yes']).meta({ role: 'target' })");
    expect(readFileSync(join(directory, 'models', 'data', 'data', 'raw', 'data.csv'))).toEqual(
      readFileSync(path),
    );
  });

  const rows = csvOf(60, (index) => `${index},x${index % 4},${index % 2}`);
  it.each([
    ['no such column', rows, ['--target', 'z'], /no column/i],
    ['no target', rows, [], /target/],
    ['one class', csvOf(60, (i) => `${i},x,1`), ['--target', 'y'], /y/],
    ['all-null target', csvOf(60, (i) => `${i},x,`), ['--target', 'y'], /y/],
    ['empty file', '', ['--target', 'y'], /empty/i],
    ['header only', 'a,b,y\n', ['--target', 'y'], /row/i],
    ['duplicate headers', csvOf(60, (i) => `${i},1,0`, 'a,a,y'), ['--target', 'y'], /a/],
    ['five rows', csvOf(5, (i) => `${i},x,${i % 2}`), ['--target', 'y'], /5 rows/],
    ['ragged lines', `${rows}1,2\n`, ['--target', 'y'], /62|61/],
    [
      'a spreadsheet',
      Buffer.from('PK\u0003\u0004xxxxxxxxxxxx'),
      ['--target', 'y'],
      /xlsx|zip|spreadsheet/i,
    ],
  ] as const)(
    'refuses %s with what to do, and leaves nothing behind',
    async (_name, content, words, message) => {
      const path = fileWith(content);
      const parent = freshFolder();
      const error = await refusal(join(parent, 'app'), '--yes', '--data', path, ...words);
      expect(error.exitCode).toBe(2);
      expect(error.message).toMatch(message);
      expect(error.hint.length).toBeGreaterThan(10);
      expect(readdirSync(parent)).toEqual([]);
    },
  );

  it('refuses what does not go together', async () => {
    expect((await refusal('app', '--yes', '--target', 'y')).message).toContain('--data');
    expect((await refusal('app', '--yes', '--data', 'churn', '--target', 'y')).message).toContain(
      'sample',
    );
    expect((await refusal('app', '--yes', '--task', 'tabula')).hint).toBe('Did you mean tabular?');
    expect(
      (await refusal('app', '--yes', '--data', 'no-such.csv', '--target', 'y')).message,
    ).toContain('no-such.csv');
    expect((await refusal()).message).toContain('No folder was named');
  });
});
