import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCommand, entries, freshFolder, runCreate, smallCsv } from './run-create.ts';

const bare = ['--no-install', '--no-git'];
const silent = ['--yes', ...bare];
const recordOf = (project: string) =>
  JSON.parse(readFileSync(join(project, '.create-mlops.json'), 'utf8'));

function withData(name = 'd.csv'): string {
  const cwd = freshFolder();
  writeFileSync(join(cwd, name), smallCsv());
  return cwd;
}

describe('folders', () => {
  it('fills the folder that one stands in, around what a forge put there', () => {
    const cwd = join(freshFolder(), 'churn-models');
    mkdirSync(join(cwd, '.git'), { recursive: true });
    for (const name of ['LICENSE', 'README.md']) writeFileSync(join(cwd, name), 'mine');
    const run = runCreate(['.', ...silent], { cwd });
    expect(run.code, run.stderr).toBe(0);
    expect(recordOf(cwd).answers.name).toBe('churn-models');
    expect(readFileSync(join(cwd, 'LICENSE'), 'utf8')).toBe('mine');
    expect(readFileSync(join(cwd, 'README.before.md'), 'utf8')).toBe('mine');
    expect(run.stdout).toContain('Your README.md is kept as README.before.md.');
    expect(run.stdout).toContain('cd .');
  });

  it('makes folders above the project, with spaces and letters of any language in them', () => {
    const cwd = freshFolder();
    const run = runCreate(['Çok güzel/数据 und mehr/app', ...silent], { cwd });
    expect(run.code, run.stderr).toBe(0);
    expect(existsSync(join(cwd, 'Çok güzel', '数据 und mehr', 'app', 'nx.json'))).toBe(true);
    expect(run.stdout).toContain(`cd 'Çok güzel/数据 und mehr/app'`);
  });

  it('starts with a sample although a folder is called like it', () => {
    const cwd = freshFolder();
    mkdirSync(join(cwd, 'churn'));
    const run = runCreate(['app', ...silent], { cwd });
    expect(run.code, run.stderr).toBe(0);
  });

  it.each(['Mein Modell', 'con', 'aux.txt', '.hidden', 'node_modules', 'größe', 'x'.repeat(120)])(
    'refuses %s as a name, offers another and writes nothing',
    (name) => {
      const cwd = freshFolder();
      const run = runCreate([name, ...silent], { cwd });
      expect(run.code).toBe(2);
      expect(run.stderr).toMatch(/cannot be a project's name: .*\n→ Use another folder, such as /);
      expect(entries(cwd)).toEqual([]);
    },
  );
});

describe('what does not go together', () => {
  it.each([
    [['--target', 'y'], '--target', '--data'],
    [['--test-data', 'd.csv'], '--test-data', '--data'],
    [['--keep', 'a'], '--keep', '--data'],
    [['--data', 'churn', '--target', 'y'], '--data churn', '--target'],
    [['--data', 'churn', '--test-data', 'd.csv'], '--data churn', '--test-data'],
    [['--data', 'churn', '--keep', 'age'], '--data churn', '--keep'],
    [['--data', 'd.csv', '--test-data', 'd.csv'], '--test-data', '--target'],
    [['--data', 'd.csv', '--data', 'e.csv'], 'd.csv', 'e.csv'],
  ])('names both of %j', (words, one, other) => {
    const cwd = withData();
    const run = runCreate(['app', ...words, ...silent], { cwd });
    expect(run.code).toBe(2);
    expect(run.stderr.split('→')[0]).toContain(one);
    expect(run.stderr.split('→')[0]).toContain(other);
    expect(entries(cwd)).toEqual(['d.csv']);
  });

  it.each([
    [['--keep', 'bb'], 'no column named bb', 'did you mean b'],
    [['--keep', 'y'], 'y is the target', 'Leave it out'],
  ])('refuses %j', (words, message, hint) => {
    const cwd = withData();
    const run = runCreate(['app', '--data', 'd.csv', '--target', 'y', ...words, ...silent], {
      cwd,
    });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(message);
    expect(run.stderr).toContain(hint);
  });

  it('refuses a test file without the target, and names the file', () => {
    const cwd = withData();
    writeFileSync(join(cwd, 't.csv'), 'a,b\n1,2\n3,4\n');
    const words = ['app', '--data', 'd.csv', '--target', 'y', '--test-data', 't.csv', ...silent];
    const run = runCreate(words, { cwd });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/t\.csv.*\by\b/);
    expect(entries(cwd)).toEqual(['d.csv', 't.csv']);
  });

  it.each([
    ['--taks', '--task'],
    ['--dryrun', '--dry-run'],
    ['--no-instal', '--no-install'],
    ['--test_data', '--test-data'],
    ['-y', '--help'],
  ])('exits 2 on %s and points to %s', (flag, nearest) => {
    const run = runCreate(['app', flag], { cwd: freshFolder() });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(nearest);
  });
});

describe('an answers file', () => {
  const refusals: readonly (readonly [string, string, string])[] = [
    ['nonsense', '{"data": ', 'is not JSON'],
    ['a list', '[]', 'holds no JSON object'],
    ['a wrong key', '{"taget": "y"}', 'Did you mean "target"?'],
    ['a number', '{"data": 5}', 'says 5 for "data", which is no text'],
    ['nothing', '{"target": null}', 'says null for "target"'],
    ['a model that leaves its folder', '{"model": "../../x"}', 'names the model "../../x"'],
    ['a prototype', '{"__proto__": {"data": "x"}}', 'has the key "__proto__"'],
    ['an unknown choice', '{"ci": "jenkins"}', '--ci cannot be "jenkins"'],
    ['both of what excludes', '{"data": "churn", "target": "y"}', 'do not go together'],
  ];
  it.each(refusals)('is refused with %s in it', (_name, content, sentence) => {
    const cwd = freshFolder();
    writeFileSync(join(cwd, 'a.json'), content);
    const run = runCreate(['app', '--answers', 'a.json', ...silent], { cwd });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(sentence);
    expect(entries(cwd)).toEqual(['a.json']);
  });

  it('is refused when it is not there, or a folder', () => {
    const cwd = freshFolder();
    const missing = runCreate(['app', '--answers', 'a.json', ...silent], { cwd });
    expect(missing.stderr).toContain('There is no a.json.');
    const folder = runCreate(['app', '--answers', '.', ...silent], { cwd });
    expect(folder.stderr).toContain('. is no file that can be read.');
    expect([missing.code, folder.code]).toEqual([2, 2]);
  });

  it('is read as Windows saves it, counts less than a flag and holds paths seen from itself', () => {
    const cwd = freshFolder();
    mkdirSync(join(cwd, 'in'));
    writeFileSync(join(cwd, 'in', 'd.csv'), smallCsv());
    const answers = { data: './d.csv', target: 'y', ci: 'none', keep: ['a'], model: 'mine' };
    writeFileSync(join(cwd, 'in', 'a.json'), `\uFEFF${JSON.stringify(answers)}`);
    const run = runCreate(['app', '--answers', 'in/a.json', '--ci', 'github', ...silent], { cwd });
    expect(run.code, run.stderr).toBe(0);
    expect(existsSync(join(cwd, 'app', 'models', 'mine', 'data', 'raw', 'd.csv'))).toBe(true);
    expect(recordOf(join(cwd, 'app')).answers).toMatchObject({
      ci: 'github',
      keep: ['a'],
      data: '../in/d.csv',
    });
  });

  it('may be the record of a project that was made elsewhere', () => {
    const cwd = withData();
    const made = runCreate(['app', '--data', 'd.csv', '--target', 'y', ...silent], { cwd });
    expect(made.code, made.stderr).toBe(0);
    const below = freshFolder();
    const record = join(cwd, 'app', '.create-mlops.json');
    const again = runCreate(['app', '--answers', record, ...silent], { cwd: below });
    expect(again.code, again.stderr).toBe(0);
    expect(recordOf(join(below, 'app')).treeHash).toBe(recordOf(join(cwd, 'app')).treeHash);
  });
});

describe('--json and --dry-run', () => {
  it('prints nothing but JSON on stdout, also when there is something to warn of', () => {
    const cwd = freshFolder();
    const people = Array.from({ length: 80 }, (_, i) => `person${i}@example.org,${i % 9},${i % 2}`);
    writeFileSync(join(cwd, 'd.csv'), `email,visits,y\n${people.join('\n')}\n`);
    const run = runCreate(['app', '--data', 'd.csv', '--target', 'y', '--json', ...bare], { cwd });
    expect(run.code, run.stderr).toBe(0);
    const result = JSON.parse(run.stdout);
    expect(result.warnings.join()).toContain('email');
    expect(run.stderr).toContain('email');
    expect(result).toMatchObject({ installed: false, committed: false });
  });

  it('prints no JSON that is half true when it fails', () => {
    const run = runCreate(['app', '--data', 'no.csv', '--target', 'y', '--json'], {
      cwd: freshFolder(),
    });
    expect(run).toMatchObject({ code: 2, stdout: '' });
  });

  it('shows in a dry run what it would write, and writes nothing', () => {
    const cwd = withData();
    const words = ['app', '--data', 'd.csv', '--target', 'y', '--json', '--yes'];
    const dry = JSON.parse(runCreate([...words, '--dry-run'], { cwd }).stdout);
    expect(entries(cwd)).toEqual(['d.csv']);
    const real = JSON.parse(runCreate([...words, ...bare], { cwd }).stdout);
    expect(dry.treeHash).toBe(real.treeHash);
    const { files } = recordOf(join(cwd, 'app'));
    expect(dry.files.map(({ path }: { path: string }) => path)).toEqual([
      ...files.map(({ path }: { path: string }) => path),
      '.create-mlops.json',
    ]);
  });
});

describe.skipIf(process.platform === 'win32')('the command that repeats it', () => {
  it.each([
    ['a sample', ['--data', 'houses', '--ci', 'none', '--backend', 'cpu']],
    ['a file whose names are hard to quote', ['--data', `it's $HOME.csv`, '--target', '$y "z"']],
    ['a model that an answers file names', ['--answers', 'a.json', '--keep=--x']],
  ])('makes the same tree: %s', (_name, words) => {
    const cwd = freshFolder();
    writeFileSync(join(cwd, `it's $HOME.csv`), smallCsv().replace('a,b,y', 'a,--x,"$y ""z"""'));
    const answers = { data: `./it's $HOME.csv`, target: '$y "z"', model: 'mine', backend: 'wasm' };
    writeFileSync(join(cwd, 'a.json'), JSON.stringify(answers));
    const made = runCreate(['app', ...words, ...silent, '--json'], { cwd });
    expect(made.code, made.stderr).toBe(0);
    const { repeat, treeHash }: { repeat: string; treeHash: string } = JSON.parse(made.stdout);
    expect(repeat).toMatch(/^npx create-mlops@\d+\.\d+\.\d+ app /);
    const quoted = createCommand.map((word) => `'${word}'`).join(' ');
    const again = repeat.replace(/^npx create-mlops@\S+ app/, `${quoted} again/app`);
    execFileSync('sh', ['-c', again], { cwd });
    expect(recordOf(join(cwd, 'again', 'app')).treeHash).toBe(treeHash);
  });
});

describe('a reader that leaves, as after `| head`', () => {
  /** Standard output is closed before the first byte. */
  function runUnread(words: readonly string[], cwd: string) {
    const [node = '', ...start] = createCommand;
    return new Promise<{ readonly code: number | null; readonly stderr: string }>((resolve) => {
      const child = spawn(node, [...start, ...words], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
      child.stdout.destroy();
      let stderr = '';
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      child.on('close', (code) => resolve({ code, stderr }));
    });
  }

  it('does not keep the project from being made', async () => {
    const cwd = freshFolder();
    expect(await runUnread(['app', ...silent], cwd)).toEqual({ code: 0, stderr: '' });
    expect(existsSync(join(cwd, 'app', '.create-mlops.json'))).toBe(true);
  });

  it.each(['--help', '--version'])('hears nothing bad of %s either', async (word) => {
    expect(await runUnread([word], freshFolder())).toEqual({ code: 0, stderr: '' });
  });

  it('still leaves the code of a mistake', async () => {
    const run = await runUnread(['app', '--data', 'none.csv', ...silent], freshFolder());
    expect(run.code).toBe(2);
    expect(run.stderr).not.toContain('EPIPE');
  });
});
