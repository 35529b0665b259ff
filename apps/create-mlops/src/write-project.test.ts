import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtFile, type PlannedFile } from '@create-mlops/generators';
import { describe, expect, it } from 'vitest';
import { unfinishedName } from './fill-folder.ts';
import { requireFreeFolder, writeProject } from './write-project.ts';

const freshFolder = () => mkdtempSync(join(tmpdir(), 'write-project-'));
const files = [builtFile('README.md', 'ours'), builtFile('models/a/x.ts', 'export {};\n')];
const broken: PlannedFile = {
  path: 'models/a/data.csv',
  kind: 'data',
  source: { copyOf: join(tmpdir(), 'there', 'is', 'no', 'such', 'file') },
};

describe('writeProject', () => {
  it('writes all files and leaves nothing beside the project', async () => {
    const parent = freshFolder();
    await writeProject(join(parent, 'app'), files);
    expect(readFileSync(join(parent, 'app', 'models', 'a', 'x.ts'), 'utf8')).toBe('export {};\n');
    expect(readdirSync(parent)).toEqual(['app']);
  });

  it('leaves nothing at all when it fails half way, also of the folders above', async () => {
    const parent = freshFolder();
    await expect(
      writeProject(join(parent, 'deep', 'er', 'app'), [...files, broken]),
    ).rejects.toThrow();
    expect(readdirSync(parent)).toEqual([]);
  });

  it('keeps a licence and a README that were there', async () => {
    const directory = freshFolder();
    mkdirSync(join(directory, '.git'));
    writeFileSync(join(directory, 'LICENSE'), 'mine');
    writeFileSync(join(directory, 'README.md'), 'mine');
    expect(await writeProject(directory, files)).toEqual([
      'Your README.md is kept as README.before.md.',
    ]);
    expect(readFileSync(join(directory, 'README.md'), 'utf8')).toBe('ours');
    expect(readFileSync(join(directory, 'README.before.md'), 'utf8')).toBe('mine');
    expect(readFileSync(join(directory, 'LICENSE'), 'utf8')).toBe('mine');
  });

  it('puts everything back when an existing folder cannot be filled', async () => {
    const directory = freshFolder();
    writeFileSync(join(directory, 'README.md'), 'mine');
    await expect(writeProject(directory, [...files, broken])).rejects.toThrow();
    expect(readdirSync(directory)).toEqual(['README.md']);
    expect(readFileSync(join(directory, 'README.md'), 'utf8')).toBe('mine');
  });

  it('leaves a folder alone that another process is filling', async () => {
    const directory = freshFolder();
    const unfinished = { pid: process.ppid, temporary: freshFolder(), moves: [], files: {} };
    writeFileSync(join(directory, unfinishedName), JSON.stringify(unfinished));
    await expect(writeProject(directory, files)).rejects.toThrow(/is filling .* at this moment/);
    expect(readdirSync(directory)).toEqual([unfinishedName]);
  });

  it('takes a note that was cut for one of nothing', async () => {
    const directory = freshFolder();
    writeFileSync(join(directory, unfinishedName), '{"about": "cre');
    await writeProject(directory, files);
    expect(readdirSync(directory).sort()).toEqual(['README.md', 'models']);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'says which folder may not be written',
    async () => {
      const parent = freshFolder();
      chmodSync(parent, 0o500);
      await expect(writeProject(join(parent, 'app'), files)).rejects.toThrow(/may not be written/);
      chmodSync(parent, 0o700);
    },
  );

  it('says so when a part of the path is a file', async () => {
    const parent = freshFolder();
    writeFileSync(join(parent, 'file'), '');
    await expect(writeProject(join(parent, 'file', 'app'), files)).rejects.toThrow(
      /Nothing was written/,
    );
  });
});

describe('requireFreeFolder', () => {
  it('accepts what is not there or empty', () => {
    expect(() => requireFreeFolder(join(freshFolder(), 'new'))).not.toThrow();
    expect(() => requireFreeFolder(freshFolder())).not.toThrow();
  });

  it('refuses a folder with other things in it, and names them', () => {
    const directory = freshFolder();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g'])
      writeFileSync(join(directory, name), '');
    expect(() => requireFreeFolder(directory)).toThrow(/holds a, b, c, d, e and 2 more/);
    expect(existsSync(join(directory, 'a'))).toBe(true);
  });
});
