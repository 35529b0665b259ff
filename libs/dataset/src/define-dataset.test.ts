import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineDataset } from './define-dataset.ts';
import { hashFile } from './hash-file.ts';

const row = z.object({ x: z.number(), y: z.enum(['a', 'b']).meta({ role: 'target' }) });
const text = `x,y\n${Array.from({ length: 100 }, (_, i) => `${i},${i % 2 ? 'a' : 'b'}`).join('\n')}\n`;
let directory = '';

async function lock(files: readonly { path: string; part: 'data' | 'test' }[]): Promise<void> {
  const entries = await Promise.all(
    files.map(async (file) => ({
      ...file,
      format: 'csv',
      sha256: await hashFile(join(directory, file.path)),
      bytes: text.length,
      rows: 100,
    })),
  );
  const content = {
    schemaVersion: 1,
    capturedAt: '2025-01-01T00:00:00Z',
    files: entries,
    columns: ['x', 'y'],
    classes: { a: 50, b: 50 },
  };
  await writeFile(join(directory, 'dataset.lock.json'), JSON.stringify(content));
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dataset-'));
  await mkdir(join(directory, 'raw'));
  await writeFile(join(directory, 'contract.ts'), 'a\r\nb\r\n');
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe('defineDataset', () => {
  it('names the command that writes a missing lock', () => {
    const dataset = defineDataset({ directory, row });
    expect(() => dataset.readLock()).toThrow(expect.objectContaining({ code: 'LOCK_MISSING' }));
  });

  it('verifies, loads, hashes and divides what the lock names', async () => {
    await writeFile(join(directory, 'raw', 'data.csv'), text);
    await lock([{ path: 'raw/data.csv', part: 'data' }]);
    const dataset = defineDataset({ directory, row });
    await dataset.verifyLock();
    expect((await dataset.load()).data.rowCount).toBe(100);
    const { train, validation, test } = await dataset.splits();
    expect([train.rowCount, validation.rowCount, test.rowCount]).toEqual([65, 15, 20]);
    const before = dataset.hashes();
    await writeFile(join(directory, 'contract.ts'), 'a\nb\n');
    expect(dataset.hashes()).toEqual(before);
  });

  it('says which file changed and which is gone', async () => {
    const dataset = defineDataset({ directory, row });
    await writeFile(join(directory, 'raw', 'data.csv'), text.replace('1,a', '1,b'));
    await expect(dataset.verifyLock()).rejects.toMatchObject({
      code: 'LOCK_MISMATCH',
      hint: expect.stringContaining('npm run data:lock'),
    });
    await rm(join(directory, 'raw', 'data.csv'));
    await expect(dataset.verifyLock()).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
      hint: expect.stringContaining('npm run data'),
    });
  });

  it('joins several data files and takes the official test file as the test split', async () => {
    for (const name of ['a', 'b', 't'])
      await writeFile(join(directory, 'raw', `${name}.csv`), text);
    await lock([
      { path: 'raw/a.csv', part: 'data' },
      { path: 'raw/b.csv', part: 'data' },
      { path: 'raw/t.csv', part: 'test' },
    ]);
    const dataset = defineDataset({ directory, row, split: { strategy: 'official' } });
    const { train, validation, test } = await dataset.splits();
    expect([train.rowCount + validation.rowCount, test.rowCount]).toEqual([200, 100]);
  });

  it('refuses an impossible split', () => {
    expect(() => defineDataset({ directory, row, split: { test: 2 } })).toThrow(
      expect.objectContaining({ code: 'SETTINGS_INVALID' }),
    );
  });
});
