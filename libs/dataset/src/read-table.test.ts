import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeContract } from './describe-contract.ts';
import { openDatabase } from './open-database.ts';
import { readTable } from './read-table.ts';

const shared = join(dirname(fileURLToPath(import.meta.url)), '../../../../shared/data');
const description = describeContract(
  z.object({
    x: z.number(),
    n: z.int().nullable(),
    flag: z.boolean(),
    name: z.string(),
    at: z.iso.datetime({ local: true, offset: true }),
    day: z.iso.date(),
    y: z.literal([0, 1]).meta({ role: 'target' }),
  }),
);
let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'read-table-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function write(name: string, text: string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, text);
  return path;
}

const header = 'x,n,flag,name,at,day,y';

describe('readTable', () => {
  it('reads CSV with quotes, CRLF, missing cells and a byte order mark', async () => {
    const path = await write(
      'a.csv',
      `\ufeff${header}\r\n1.5,3,True,"a ""b"",\r\nc",2024-01-01T10:00:00Z,2024-01-01,1\r\n-2e3,,false,😀,2024-01-01T10:00,2024-02-29,0\r\n`,
    );
    expect((await readTable(path, description)).columns).toEqual({
      x: [1.5, -2000],
      n: [3, null],
      flag: [true, false],
      name: ['a "b",\r\nc', '😀'],
      at: ['2024-01-01T10:00:00Z', '2024-01-01T10:00'],
      day: ['2024-01-01', '2024-02-29'],
      y: [1, 0],
    });
  });

  it.each([
    ['x', '1_000,1,true,a,,,0', '1_000'],
    ['x', 'nan,1,true,a,,,0', 'nan'],
    ['x', '1e400,1,true,a,,,0', '1e400'],
    ['n', '1,2.5,true,a,,,0', '2.5'],
    ['flag', '1,1,yes,a,,,0', 'yes'],
    ['y', '1,1,true,a,,,zero', 'zero'],
  ])('names column, row and value when %s does not cast in %s', async (column, line, value) => {
    const path = await write('bad.csv', `${header}\n1,1,true,a,,,0\n${line}\n`);
    await expect(readTable(path, description)).rejects.toMatchObject({
      code: 'DATA_INVALID',
      message: expect.stringContaining(`Column '${column}', row 2`),
    });
    await expect(readTable(path, description)).rejects.toThrow(`'${value}'`);
  });

  it('refuses ragged lines, missing columns, twin names and unknown formats', async () => {
    const ragged = await write('ragged.csv', `${header}\n1,2\n`);
    await expect(readTable(ragged, description)).rejects.toThrow('Line: 2');
    const short = await write('short.csv', 'x\n1\n');
    await expect(readTable(short, description)).rejects.toThrow("no column 'n'");
    const twins = await write('twins.csv', 'x,X\n1,2\n');
    await expect(readTable(twins, description)).rejects.toThrow('differ only by case');
    await expect(readTable(join(directory, 'a.xlsx'), description)).rejects.toMatchObject({
      code: 'FORMAT_UNSUPPORTED',
    });
    await expect(readTable(join(directory, 'none.csv'), description)).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
  });

  it('fills columns that only training needs with null when features are enough', async () => {
    const path = await write('window.csv', 'x,n,flag,name,at,day\n1,1,true,a,,\n');
    const table = await readTable(path, description, { require: 'features' });
    expect(table.columns.y).toEqual([null]);
  });

  it('gives the same table for JSONL and Parquet', async () => {
    const line =
      '{"x":1.5,"n":null,"flag":true,"name":"é","at":"2024-01-01T10:00:00.250","day":"2024-01-01","y":1}';
    const jsonl = await write('a.jsonl', `${line}\n`);
    const database = await openDatabase();
    const parquet = join(directory, 'a.parquet');
    await database.all(
      `COPY (SELECT 1.5::DECIMAL(5,2) x, NULL::BIGINT n, true flag, 'é' "name",
        TIMESTAMP '2024-01-01 10:00:00.25' "at", DATE '2024-01-01' "day", 1::TINYINT y)
        TO '${parquet}' (FORMAT parquet)`,
    );
    await database.close();
    const expected = await readTable(jsonl, description);
    expect(expected.columns.at).toEqual(['2024-01-01T10:00:00.250']);
    expect(await readTable(parquet, description)).toEqual(expected);
  });

  it('does not take a JSON text for a number', async () => {
    const path = await write('text.jsonl', '{"x":"1"}\n');
    await expect(readTable(path, description, { require: 'features' })).rejects.toThrow();
  });

  it.skipIf(!existsSync(shared))('reads titanic.csv whole (needs ../shared/data)', async () => {
    const row = z.object({
      survived: z.literal([0, 1]).meta({ role: 'target' }),
      age: z.number().nullable(),
      adult_male: z.boolean(),
      deck: z.enum(['A', 'B', 'C', 'D', 'E', 'F', 'G']).nullable(),
    });
    const table = await readTable(join(shared, 'titanic.csv'), describeContract(row));
    expect(table.rowCount).toBe(891);
    expect(table.columns.age?.slice(0, 2)).toEqual([22, 38]);
    expect(table.columns.age?.filter((age) => age === null)).toHaveLength(177);
    expect(table.columns.deck?.filter((deck) => deck === null)).toHaveLength(688);
    expect(table.columns.adult_male?.[0]).toBe(true);
  });
});
