import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import * as tar from 'tar';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { readArchive } from './read-archive.ts';

const home = mkdtempSync(join(tmpdir(), 'archive-'));
const contents = new Map([
  ['set/train/pos/1.txt', 'good'],
  ['set/train/neg/2.txt', 'bad – with ümlauts'],
  ['set/readme', 'x'.repeat(200_000)],
  ['set/empty', ''],
]);

async function makeTar(): Promise<string> {
  for (const [name, text] of contents) {
    mkdirSync(join(home, name, '..'), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  const path = join(home, 'set.tar.gz');
  await tar.create({ file: path, gzip: true, cwd: home }, ['set']);
  return path;
}

async function makeZip(): Promise<string> {
  const zip = new ZipFile();
  for (const [name, text] of contents) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const path = join(home, 'set.zip');
  await writeFile(path, await buffer(zip.outputStream));
  return path;
}

const read = async (path: string, wants = (_name: string) => true) => {
  const found = new Map<string, string>();
  await readArchive(
    path,
    ({ name }) => wants(name),
    async (name, bytes) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      found.set(name, bytes.toString());
    },
  );
  return found;
};

describe.each([
  ['tar.gz', makeTar],
  ['zip', makeZip],
] as const)('readArchive of a %s', (_form, make) => {
  it('gives every file, and no folder', async () => {
    const found = await read(await make());
    expect(new Map([...found].sort())).toEqual(new Map([...contents].sort()));
  });

  it('reads only what is wanted', async () => {
    const found = await read(await make(), (name) => name.endsWith('.txt'));
    expect([...found.keys()].sort()).toEqual(['set/train/neg/2.txt', 'set/train/pos/1.txt']);
  });

  it('passes on what its reader throws, and stops there', async () => {
    let taken = 0;
    const path = await make();
    await expect(
      readArchive(
        path,
        () => true,
        () => {
          taken++;
          throw new RangeError('full');
        },
      ),
    ).rejects.toMatchObject({ code: 'DATA_UNUSABLE', message: expect.stringContaining('full') });
    expect(taken).toBe(1);
  });

  it('says so when the archive is cut off', async () => {
    const path = await make();
    const { readFileSync } = await import('node:fs');
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.length / 2));
    await expect(read(path)).rejects.toMatchObject({
      code: 'DATA_UNUSABLE',
      hint: expect.stringContaining('npm run data'),
    });
  });
});
