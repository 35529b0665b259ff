import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildLock } from './build-lock.ts';
import { importFile } from './import-file.ts';
import { inferContract } from './infer-contract.ts';
import { profileFile } from './profile-file.ts';
import { csvOf, withFile } from './profile-text.fixture.ts';

async function convert(content: string | Uint8Array, name = 'data.csv') {
  return withFile(
    content,
    async (path, directory) => {
      const profile = await profileFile(path);
      const imported = await importFile(path, join(directory, 'raw'), profile);
      const bytes = readFileSync(imported.path);
      expect(imported.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(imported.bytes).toBe(bytes.length);
      expect(readdirSync(join(directory, 'raw'))).toHaveLength(1);
      return { ...imported, text: bytes.toString('utf8'), again: await profileFile(imported.path) };
    },
    name,
  );
}

describe('importFile', () => {
  it.each([
    ['line feeds', 'a,b\n1,x\n2.5,"y, z"\n'],
    ['line feeds and carriage returns', 'a,b\r\n1,x\r\n,y\r\n'],
    ['no last line end', 'a,b\n1,x\n2,True'],
  ])('copies a canonical file with %s byte for byte', async (_, text) => {
    const imported = await convert(text);
    expect(imported).toMatchObject({ text, converted: false, changes: [], rows: 2, format: 'csv' });
    expect(imported.sha256).toBe(imported.source.sha256);
  });

  it('copies canonical JSON lines', async () => {
    const text = '{"a":1,"b":"x"}\n{"a":2,"b":null}\n';
    const imported = await convert(text, 'rows.ndjson');
    expect(imported).toMatchObject({ text, converted: false, format: 'jsonl' });
    expect(imported.path).toMatch(/rows\.jsonl$/);
  });

  it('converts all that a German spreadsheet does, and says so', async () => {
    const text =
      'Größe;Preis;Anzahl;Datum;Notiz;Neu\r\n1,75 ;1.234,50;NA;31.12.2024;"sagte ""ja"", dann";WAHR\r\n1,8;12,00;3;01.02.2025;;FALSCH\r\n';
    const imported = await convert(Buffer.from(text, 'latin1'), 'Übersicht 2025.csv');
    expect(imported.text).toBe(
      'Größe,Preis,Anzahl,Datum,Notiz,Neu\n1.75,1234.50,,2024-12-31,"sagte ""ja"", dann",WAHR\n1.8,12.00,3,2025-02-01,,FALSCH\n',
    );
    expect(imported.changes).toEqual([
      'The semicolons between cells became commas.',
      'The characters became UTF-8 instead of Windows-1252 (Latin-1).',
      'The spaces around values went.',
      'Decimal commas became points (Größe, Preis).',
      'The signs between thousands went (Preis).',
      'Dates became ISO 8601 (Datum).',
      'NA became empty, which means missing (Anzahl).',
    ]);
    expect(imported.path).toMatch(/U-bersicht-2025\.csv$/);
    expect(imported.again.canonical).toBe(true);
  });

  it('makes true and false small where it converts at all', async () => {
    const imported = await convert('a\tb\nTRUE\t1\nfalse\t2\n', 'data.tsv');
    expect(imported.text).toBe('a,b\ntrue,1\nfalse,2\n');
    expect(imported.path).toMatch(/data\.csv$/);
  });

  it('gives dates in a column of timestamps their midnight', async () => {
    const imported = await convert('t,x\n2024-01-31 10:30,1\n2024-02-01,2\n');
    expect(imported.text).toBe('t,x\n2024-01-31T10:30:00,1\n2024-02-01T00:00:00,2\n');
  });

  it('turns JSON lines with mixed types into CSV', async () => {
    const imported = await convert('{"a":"1","b":"x,y"}\n{"a":2}\n', 'rows.jsonl');
    expect(imported).toMatchObject({ text: 'a,b\n1,"x,y"\n2,\n', format: 'csv' });
    expect(imported.changes[0]).toBe('JSONL became CSV.');
  });

  it('writes a lone missing cell so that it stays a row', async () => {
    const imported = await convert(
      'a\n1,5\n'.replaceAll(',', ';').replace('a', 'a;b').replace('1;5', ';'),
    );
    expect(imported.text).toBe('a,b\n,\n');
  });

  it('changes no value of any table, and converts its own output no more', async () => {
    const cell = fc.oneof(
      fc.stringMatching(/^[a-zé ",;\n]{0,8}$/),
      fc.integer().map(String),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    );
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 });
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const text = `a;b\n${rows.map((row) => row.map(quote).join(';')).join('\n')}\n`;
        const imported = await convert(text);
        const { again } = imported;
        expect(again.canonical).toBe(true);
        expect(again.rows).toBe(rows.length);
        const original = await withFile(text, (path) => profileFile(path));
        const facts = (profile: typeof again) =>
          profile.columns.map(({ kind, distinct, missing, mean }) => ({
            kind,
            distinct,
            missing,
            mean,
          }));
        expect(facts(again)).toEqual(facts(original));
      }),
      { numRuns: 60 },
    );
  });

  it('leaves rows without a target out', async () => {
    const text = csvOf('x,y', 30, (index) => [
      index * 1.5,
      index < 3 ? 'NA' : (index % 5) + index / 7,
    ]);
    await withFile(text, async (path, directory) => {
      const profile = await profileFile(path);
      const inferred = inferContract(profile, { target: 'y' });
      const imported = await importFile(path, join(directory, 'raw'), profile, { inferred });
      expect(imported.rows).toBe(27);
      expect(imported.changes.at(-1)).toBe('3 rows without a value of y were left out.');
    });
  });

  it('leaves nothing behind when the file changes meanwhile', async () => {
    for (const [before, after] of [
      ['a,b\n1,2\n', 'a,b\n1,3\n'],
      ['a;b\n1;2\n', 'a;b\n1;3\n4;5\n'],
    ] as const) {
      await withFile(before, async (path, directory) => {
        const profile = await profileFile(path);
        writeFileSync(path, after);
        const raw = join(directory, 'raw');
        await expect(importFile(path, raw, profile)).rejects.toThrow(
          'changed while it was being read',
        );
        expect(readdirSync(raw)).toEqual([]);
      });
    }
  });

  it('keeps the old file when it fails', async () => {
    await withFile('a;b\n1;2\n', async (path, directory) => {
      const profile = await profileFile(path);
      const first = await importFile(path, join(directory, 'raw'), profile);
      writeFileSync(path, 'a;b\n1;"2\n');
      await expect(importFile(path, join(directory, 'raw'), profile)).rejects.toThrow(
        'never closed',
      );
      expect(readFileSync(first.path, 'utf8')).toBe('a,b\n1,2\n');
      expect(existsSync(`${first.path}.part`)).toBe(false);
    });
  });
});

describe('buildLock', () => {
  it('names files with forward slashes, rows, classes and where the data came from', async () => {
    const text = csvOf('x,y', 40, (index, random) => [random(), index % 4 === 0 ? 'Yes' : 'No']);
    await withFile(text, async (path, directory) => {
      const profile = await profileFile(path);
      const inferred = inferContract(profile, { target: 'y' });
      const imported = await importFile(path, join(directory, 'data', 'raw'), profile, {
        inferred,
      });
      const lock = buildLock({
        directory: join(directory, 'data'),
        files: [{ imported, part: 'data', location: 'https://example.org/data.csv' }],
        inferred,
        label: '2025Q1',
        capturedAt: '2025-03-31T00:00:00.000Z',
      });
      const { sha256, bytes } = profile;
      expect(lock).toEqual({
        schemaVersion: 1,
        label: '2025Q1',
        capturedAt: '2025-03-31T00:00:00.000Z',
        files: [
          {
            path: 'raw/data.csv',
            part: 'data',
            format: 'csv',
            sha256,
            bytes,
            rows: 40,
            source: { location: 'https://example.org/data.csv', sha256, bytes },
          },
        ],
        columns: ['x', 'y'],
        classes: { No: 30, Yes: 10 },
      });
    });
  });
});
