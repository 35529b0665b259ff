import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ColumnSummary, FileProfile } from './file-profile.ts';
import { profileFile } from './profile-file.ts';
import { csvOf, publicData, withFile } from './profile-text.fixture.ts';

let instance: DuckDBInstance;
let connection: Awaited<ReturnType<DuckDBInstance['connect']>>;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

async function ask(sql: string): Promise<Record<string, unknown>> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjectsJson()[0] ?? {};
}

const name = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const word = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function typed({ name: column, kind }: ColumnSummary): string {
  if (kind === 'number' || kind === 'integer') return `CAST(${name(column)} AS DOUBLE)`;
  if (kind === 'boolean') return `CAST(${name(column)} AS BOOLEAN)`;
  if (kind === 'timestamp' || kind === 'date') return `CAST(${name(column)} AS TIMESTAMP)`;
  return name(column);
}

/** Holds every figure of a profile of a canonical CSV against DuckDB's. */
async function expectSameAsDuckDb(path: string, profile: FileProfile): Promise<void> {
  const columns = profile.columns.map((column) => `${word(column.name)}: 'VARCHAR'`).join(', ');
  const options = `auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = ''`;
  const table = `read_csv(${word(path)}, columns = {${columns}}, ${options})`;
  const cells = profile.columns
    .map((column) => `${typed(column)} AS ${name(column.name)}`)
    .join(', ');
  const { rows } = await ask(`SELECT count(*) AS rows FROM ${table}`);
  expect(Number(rows), 'rows').toBe(profile.rows);
  const { distinct } = await ask(
    `SELECT count(*) AS distinct FROM (SELECT DISTINCT ${cells} FROM ${table})`,
  );
  expect(Number(distinct), 'distinct rows').toBe(profile.distinctRows);
  for (const column of profile.columns) {
    const isNumber = column.kind === 'number' || column.kind === 'integer';
    const cell = typed(column);
    const figures = isNumber
      ? `, min(${cell}) AS low, max(${cell}) AS high, avg(${cell}) AS mean, stddev_pop(${cell}) AS std`
      : '';
    const found = await ask(
      `SELECT count(${cell}) AS count, count(DISTINCT ${cell}) AS distinct${figures} FROM ${table}`,
    );
    expect(Number(found.count), `${column.name}: values`).toBe(column.count);
    expect(profile.rows - column.count, `${column.name}: missing`).toBe(column.missing);
    if (column.distinctExact) {
      expect(Number(found.distinct), `${column.name}: distinct`).toBe(column.distinct);
    } else expect(column.distinct / Number(found.distinct)).toBeCloseTo(1, 1);
    if (!isNumber) continue;
    expect(Number(found.low) + 0, `${column.name}: minimum`).toBe(column.minimum);
    expect(Number(found.high) + 0, `${column.name}: maximum`).toBe(column.maximum);
    const scale = Math.max(Math.abs(column.minimum ?? 0), Math.abs(column.maximum ?? 0), 1e-300);
    expect(Math.abs(Number(found.mean) - (column.mean ?? 0)) / scale).toBeLessThan(1e-12);
    expect(Math.abs(Number(found.std) - (column.std ?? 0)) / scale).toBeLessThan(1e-9);
  }
}

describe('profileFile and DuckDB', () => {
  for (const file of ['iris.csv', 'titanic.csv']) {
    const path = publicData(file);
    it.skipIf(path === null)(`agree on ${file} (needs the public data)`, async () => {
      await expectSameAsDuckDb(path ?? '', await profileFile(path ?? ''));
    });
  }

  it('agree on 50,000 generated rows of every kind', async () => {
    const text = csvOf('id,amount,share,city,ok,day,at,note', 50_000, (index, random) => [
      index,
      random() < 0.1 ? '' : (random() * 2e6 - 1e6).toFixed(2),
      random().toString(),
      ['Köln', 'Łódź', '', 'Paris'][Math.floor(random() * 4)] ?? '',
      random() < 0.5 ? 'true' : 'False',
      `2024-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 9)}`,
      `2024-01-01T${10 + Math.floor(random() * 9)}:${10 + Math.floor(random() * 50)}:00`,
      `"line ${Math.floor(random() * 30_000)}\nwith ""quotes"", commas"`,
    ]);
    await withFile(text, async (path) => {
      const profile = await profileFile(path);
      expect(profile.columns.map(({ kind }) => kind)).toEqual([
        'integer',
        'number',
        'number',
        'text',
        'boolean',
        'date',
        'timestamp',
        'text',
      ]);
      await expectSameAsDuckDb(path, profile);
    });
  });

  it('agree on random tables', async () => {
    const bounded = { min: -1e9, max: 1e9, noNaN: true };
    const cells = [
      fc.integer({ min: -5, max: 5 }).map(String),
      fc.integer({ min: -1e9, max: 1e9 }).map(String),
      fc.double(bounded).map((value) => value.toFixed(3)),
      fc.double(bounded).map((value) => String(value === 0 ? 0 : value)),
      fc.stringMatching(/^[a-zäß]{0,3}$/),
      fc.stringMatching(/^[a-z,"\n ]{0,5}$/).map((text) => text.trim()),
      fc.constantFrom('true', 'false', ''),
      fc.constantFrom('', '1', '1.0', '01', 'x', '1e1', '10'),
    ];
    const column = fc.constantFrom(...cells);
    const quote = (text: string) =>
      /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    const table = fc
      .tuple(column, column, column, column)
      .chain((shape) => fc.array(fc.tuple(...shape), { minLength: 1, maxLength: 60 }));
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const lines = rows.map((row) => row.map(quote).join(','));
        await withFile(`a,b,c,d\n${lines.join('\n')}\n`, async (path) => {
          const profile = await profileFile(path);
          if (!profile.canonical) return;
          await expectSameAsDuckDb(path, profile);
        });
      }),
      { numRuns: 150 },
    );
  });

  it('agree on Parquet', async () => {
    await withFile('', async (_, directory) => {
      const path = join(directory, 'rows.parquet');
      await connection.run(
        `COPY (SELECT i AS id, i % 7 AS k, CASE WHEN i % 5 = 0 THEN NULL ELSE i / 4 END AS q, 'w' || i % 11 AS w,
         i % 2 = 0 AS ok, DATE '2024-01-01' + CAST(i % 90 AS INTEGER) AS day,
         TIMESTAMP '2024-01-01 00:00:00' + to_hours(i) AS at FROM range(45000) t(i)) TO ${word(path)} (FORMAT parquet)`,
      );
      const profile = await profileFile(path);
      expect(profile).toMatchObject({ format: 'parquet', rows: 45_000, canonical: true });
      for (const column of profile.columns) {
        const cell = name(column.name);
        const found = await ask(
          `SELECT count(${cell}) AS count, count(DISTINCT ${cell}) AS distinct FROM ${word(path)}`,
        );
        expect([column.count, column.distinct], column.name).toEqual([
          Number(found.count),
          Number(found.distinct),
        ]);
      }
      expect(profile.columns.map(({ kind }) => kind)).toEqual([
        'integer',
        'integer',
        'number',
        'text',
        'boolean',
        'date',
        'timestamp',
      ]);
      const { mean } = await ask(`SELECT avg(q) AS mean FROM ${word(path)}`);
      expect(profile.columns[2]?.mean).toBeCloseTo(Number(mean), 8);
    });
  });
});
