import { join } from 'node:path';
import type { ContractDescription } from '@create-mlops/contracts';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '../read-table.ts';
import { importFile } from './import-file.ts';
import { inferContract } from './infer-contract.ts';
import type { InferredContract } from './inferred-contract.ts';
import { profileFile } from './profile-file.ts';
import { csvOf, publicData, withFile } from './profile-text.fixture.ts';

function descriptionOf(inferred: InferredContract): ContractDescription {
  const { target, problem, classes } = inferred;
  const columns = inferred.columns.map(({ evidence, missingShare, categories, ...column }) => ({
    ...column,
    ...(categories === undefined ? {} : { categories: [...categories] }),
  }));
  return { columns, target, problem, classes: [...classes] };
}

/** Takes a file in and reads it back through the pipeline's own reader: every cell must be what the profiler saw. */
async function expectReadBack(path: string, directory: string, target: string): Promise<void> {
  const profile = await profileFile(path);
  const keep = profile.columns.map(({ name }) => name).filter((name) => name !== target);
  const inferred = inferContract(profile, { target, keep });
  const imported = await importFile(path, join(directory, 'raw'), profile, { inferred });
  const table = await readTable(imported.path, descriptionOf(inferred));
  expect(table.rowCount).toBe(imported.rows);
  const converted = await profileFile(imported.path, { like: profile });
  expect(converted.sample.rowNumbers).toHaveLength(imported.rows);
  for (const [index, { name }] of converted.columns.entries()) {
    const read = table.columns[name]?.map((value) => (value === 0 ? 0 : value));
    expect(read, name).toEqual(converted.sample.columns[index]);
  }
}

const rows = (count: number, row: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => row(index)).join('\n');

describe('a file taken in', () => {
  it.each<[string, string | Uint8Array]>([
    ['plain', csvOf('x,y', 40, (index) => [index / 4, index % 2])],
    [
      'with carriage returns',
      csvOf('x,y', 40, (index) => [index / 4, index % 2]).replaceAll('\n', '\r\n'),
    ],
    ['without a last line end', csvOf('x,y', 40, (index) => [index / 4, index % 2]).trimEnd()],
    [
      'with odd numbers',
      `x,y\n+5,1\n.5,0\n5.,1\n1e3,0\n-0,1\n${rows(30, (i) => `${i}.25,${i % 2}`)}`,
    ],
    ['with quotes', `x,y\n"a ""b"", c",1\n"line\nbreak",0\n${rows(30, (i) => `"w${i}",${i % 2}`)}`],
    ['with stray quotes', `x,y\n5" pipe,1\n${rows(30, (i) => `w${i},${i % 2}`)}`],
    ['with empty lines', `x,y\n\n1.5,1\n\n${rows(30, (i) => `${i}.5,${i % 2}`)}`],
    ['with empty quoted cells', `x,z,y\n"",a,1\n${rows(30, (i) => `${i}.5,"",${i % 2}`)}`],
    [
      'with tabs and quotes that do not pair',
      `w\ty\n"Go" until\t1\n"win\t2\n${rows(30, (i) => `w${i % 3}\t${i / 3}`)}`,
    ],
    ['with spaces within quotes', `w,y\n" a ",1.5\n${rows(30, (i) => `b${i % 2},${i / 3}`)}`],
    ['with truth values', `x,y\n${rows(30, (i) => `${i / 2},${i % 3 ? 'True' : 'FALSE'}`)}`],
    ['with decimals for classes', `x,y\n${rows(30, (i) => `${i / 2},${i % 2}.0`)}`],
    [
      'from a German spreadsheet',
      Buffer.from(
        `größe;am;y\n${rows(30, (i) => `${i},5;0${(i % 9) + 1}.02.2024 10:00;${i % 2 ? 'Ja' : 'Nein'}`)}`,
        'latin1',
      ),
    ],
    [
      'in UTF-16',
      Buffer.from(`\ufeffname\ty\n${rows(30, (i) => `Zoë ${i % 4}\t${i / 3}`)}`, 'utf16le'),
    ],
  ])('%s is read by the pipeline as it was profiled', async (_, content) => {
    await withFile(content, (path, directory) => expectReadBack(path, directory, 'y'));
  });

  it.each<[string, string]>([
    [
      'typed',
      rows(
        30,
        (i) =>
          `{"x":${i / 4},"w":"a${i % 3}","ok":${i % 3 === 0},"d":"2024-01-${10 + (i % 9)}","y":${i % 2}}`,
      ),
    ],
    ['mixed', rows(30, (i) => `{"x":"${i / 4}","w":${i % 3 ? `"a"` : 7},"y":${i % 2}}`)],
    ['with gaps', rows(30, (i) => (i % 4 ? `{"x":${i},"w":null,"y":"b"}` : `{"w":"","y":"a"}`))],
  ])('%s JSON lines are, too', async (_, content) => {
    await withFile(
      content,
      (path, directory) => expectReadBack(path, directory, 'y'),
      'rows.jsonl',
    );
  });

  it('Parquet is, with NaN, long ids, dates and times', async () => {
    await withFile('', async (_, directory) => {
      const path = join(directory, 'rows.parquet');
      const instance = await DuckDBInstance.create(':memory:');
      const connection = await instance.connect();
      for (const x of ['i / 4', `CASE WHEN i = 3 THEN 'NaN'::DOUBLE ELSE i / 4 END`]) {
        await connection.run(
          `COPY (SELECT ${x} AS x, 9007199254740993 + i AS long, DATE '2024-01-01' + CAST(i AS INTEGER) AS day,
           TIMESTAMP '2024-01-01 00:00:00' + to_minutes(i) AS at, CAST(i AS DECIMAL(9, 2)) AS price, i % 2 AS y
           FROM range(40) t(i)) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`,
        );
        const profile = await profileFile(path);
        const inferred = inferContract(profile, { target: 'y' });
        const imported = await importFile(path, join(directory, 'raw'), profile, { inferred });
        const table = await readTable(imported.path, descriptionOf(inferred));
        expect(table.columns.x?.filter((value) => value !== null)).toHaveLength(
          profile.columns[0]?.count ?? 0,
        );
        expect(table.columns.long?.[1]).toBe('9007199254740994');
        expect(table.columns.day?.[39]).toBe('2024-02-09');
        expect(String(table.columns.at?.[1]).slice(0, 19)).toBe('2024-01-01T00:01:00');
        expect(table.columns.price?.[7]).toBe(7);
      }
      connection.closeSync();
      instance.closeSync();
    });
  });

  it('whatever its words, is read as it was profiled', async () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 8 });
    const table = fc.array(fc.tuple(word, word), { minLength: 25, maxLength: 40 });
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(',', ';'), async (cells, delimiter) => {
        const lines = cells.map((row, index) =>
          [...row.map(quote), String(index / 3)].join(delimiter),
        );
        const text = `${['a', 'b', 'y'].join(delimiter)}\n${lines.join('\n')}\n`;
        await withFile(text, (path, directory) => expectReadBack(path, directory, 'y'));
      }),
      { numRuns: 30 },
    );
  });

  for (const [file, target] of [
    ['titanic.csv', 'survived'],
    ['iris.csv', 'species'],
  ] as const) {
    const path = publicData(file);
    it.skipIf(path === null)(`${file} is (needs the public data)`, async () => {
      await withFile('', (_, directory) => expectReadBack(path ?? '', directory, target));
    });
  }
});
