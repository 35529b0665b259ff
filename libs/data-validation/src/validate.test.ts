import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { validationReportSchema } from '@create-mlops/contracts';
import { defineDataset, hashFile, openDatabase } from '@create-mlops/dataset';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { csv } from '../test/expect-check.ts';
import { findingsOf, validateText } from '../test/validate-text.ts';
import { checkSettings, defineCheck } from './check.ts';
import type { ValidationSettings } from './settings.ts';
import { validate } from './validate.ts';

const shared = join(dirname(fileURLToPath(import.meta.url)), '../../../../shared/data');
const row = z.object({
  id: z.int().meta({ role: 'id' }),
  a: z.number().min(0),
  b: z.number().nullable(),
  kind: z.enum(['x', 'y', 'z']),
  target: z.boolean().meta({ role: 'target' }),
});
const line = (i: number) =>
  `${i},${(i * 7) % 90},${i % 9 ? i / 2 : ''},${'xyz'[i % 3]},${i % 4 === 0}`;
const text = csv('id,a,b,kind,target', 300, line);

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'validate-test-'));
  await mkdir(join(directory, 'raw'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function lockFile(path: string, rows: number): Promise<void> {
  const full = join(directory, path);
  const file = {
    path,
    part: 'data',
    format: path.split('.').at(-1),
    sha256: await hashFile(full),
    bytes: (await stat(full)).size,
    rows,
  };
  const lock = {
    schemaVersion: 1,
    capturedAt: '2025-01-01T00:00:00Z',
    files: [file],
    columns: [],
    classes: {},
  };
  await writeFile(join(directory, 'dataset.lock.json'), JSON.stringify(lock));
}

describe('validate', () => {
  it('runs checks of the user’s own beside the registry', async () => {
    const ownCheck = defineCheck({
      name: 'evenRows',
      topic: 'table',
      description: 'The number of rows is even.',
      settings: checkSettings({}),
      status: 'fail',
      runs: 'always',
      expectation: 'even_rows',
      judge: ({ rowCount }) => [
        {
          column: null,
          holds: rowCount % 2 === 0,
          reason: 'rule',
          expected: 'an even number of rows',
          received: `${rowCount} rows`,
        },
      ],
    });
    const even = await validateText({ row, text, ownChecks: [ownCheck] });
    expect(findingsOf(even, 'evenRows')).toMatchObject([{ status: 'pass' }]);
    const odd = await validateText({
      row,
      text: csv('id,a,b,kind,target', 301, line),
      ownChecks: [ownCheck],
    });
    expect(findingsOf(odd, 'evenRows')).toMatchObject([{ status: 'fail', received: '301 rows' }]);
    expect(odd.verdict).toBe('fail');
  });

  it('writes a report that is valid and the same byte for byte', async () => {
    const [first, second] = await Promise.all([
      validateText({ row, text }),
      validateText({ row, text }),
    ]);
    expect(validationReportSchema.parse(first)).toEqual(first);
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(first).toMatchObject({
      verdict: 'pass',
      rows: 300,
      splitRows: { test: 60, validation: 45 },
    });
    const a = first.columns.find((column) => column.name === 'a');
    expect(a).toMatchObject({ distinct: 90, missing: 0, minimum: 0, maximum: 89 });
    expect(a?.histogram?.edges).toHaveLength(21);
    expect(a?.histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(300);
    expect(first.columns.find((column) => column.name === 'kind')?.top[0]).toEqual({
      value: 'x',
      count: 100,
    });
  });

  it('reads the data once and groups it at most once, whatever the number of checks', async () => {
    const settings: ValidationSettings = {
      missing: { max: 0.5 },
      duplicates: {},
      compoundUnique: {
        keys: [
          ['id', 'kind'],
          ['id', 'a'],
        ],
      },
      functionalDependency: {
        rules: [
          { from: ['id'], to: 'kind' },
          { from: ['id'], to: 'a' },
        ],
      },
      rule: { rules: { positive: 'a >= 0', known: 'kind IS NOT NULL', small: 'id < 1000' } },
      monotone: { columns: { id: 'increasing' } },
      mean: { columns: { a: { min: 1 } } },
      outliersIqr: {},
      outliersZ: {},
    };
    const few = await validateText({ row, text });
    const more = await validateText({ row, text, settings });
    expect(more.verdict).toBe('pass');
    expect(more.findings.length).toBeGreaterThan(few.findings.length + 15);
    expect([few.queries, more.queries]).toEqual([2, 2]);
    const official = await validateText({
      row,
      text,
      testText: csv('id,a,b,kind,target', 30, (i) => line(1000 + i)),
      split: { strategy: 'official' },
    });
    // The test file's own scan, and one group-by over both files.
    expect(official.queries).toBe(4);
  });

  it('says which line it cannot read', async () => {
    const report = await validateText({ row, text: text.replace('\n7,', '\n7,7,') });
    expect(report.verdict).toBe('fail');
    expect(report.findings).toMatchObject([{ reason: 'unreadableRow', rows: [8] }]);
    const json = await validateText({ row, text: '{"id":1}\n{"id":\n{"id":2}\n' });
    expect(json.findings).toMatchObject([{ reason: 'unreadableRow' }]);
  });

  it('reports data that is not what the lock says', async () => {
    await writeFile(join(directory, 'raw', 'data.csv'), text);
    await lockFile('raw/data.csv', 300);
    await writeFile(join(directory, 'raw', 'data.csv'), text.replace('\n1,', '\n2,'));
    const report = await validate({ model: 'm', dataset: defineDataset({ directory, row }) });
    expect(report.verdict).toBe('fail');
    expect(report.findings).toMatchObject([{ check: 'lock', reason: 'lockMismatch' }]);
    expect(report.sentence).toContain('npm run data:lock');
  });

  it('names what fails in an official test file by the name of that file', async () => {
    const testText = 'id,a,b,kind,target\n900,1,,x,true\n901,-3,,x,true\n';
    const report = await validateText({ row, text, testText, split: { strategy: 'official' } });
    expect(findingsOf(report, 'range').find((finding) => finding.status === 'fail')).toMatchObject({
      column: 'a',
      received: 'test.csv: 1 row below 0 (row 2: -3)',
      rows: [2],
    });
  });

  it('decides rules on whole rows, by zod or by their SQL twin', async () => {
    const refined = row.refine((value) => value.b === null || value.b <= value.id);
    const broken = text.replace('\n10,', '\n1,').replace('\n1,', '\n10,');
    const byZod = await validateText({ row: refined, text: broken, settings: { unique: false } });
    const bySql = await validateText({
      row: refined.meta({ sql: 'b IS NULL OR b <= id' }),
      text: broken,
      settings: { unique: false },
    });
    for (const report of [byZod, bySql]) {
      expect(findingsOf(report, 'refinement')).toMatchObject([
        { status: 'fail', count: 1, rows: [11] },
      ]);
    }
    expect([byZod.queries, bySql.queries]).toEqual([2, 1]);
  });

  it('tolerates what mostly allows, and says when rows are too few to tell', async () => {
    const lines = text.replace('\n3,21', '\n3,-21').replace('\n5,35', '\n5,-35');
    const verdict = async (range: ValidationSettings['range']) =>
      findingsOf(await validateText({ row, text: lines, settings: { range } }), 'range').find(
        (f) => f.column === 'a',
      )?.status;
    expect(await verdict({})).toBe('fail');
    expect(await verdict({ mostly: 0.99 })).toBe('pass');
    expect(await verdict({ mostly: 0.99, confidence: 0.95 })).toBe('warn');
    expect(await verdict({ mostly: 0.9, confidence: 0.95 })).toBe('pass');
    expect(await verdict({ mostly: 0.9999, confidence: 0.95 })).toBe('fail');
    expect(await verdict({ status: 'warn' })).toBe('warn');
  });

  it('judges an empty file and one row without stumbling', async () => {
    const empty = await validateText({ row, text: 'id,a,b,kind,target\n' });
    expect(empty.verdict).toBe('fail');
    expect(findingsOf(empty, 'rowCount')).toMatchObject([{ reason: 'tooFewRows' }]);
    expect((await validateText({ row, text: `id,a,b,kind,target\n${line(1)}\n` })).verdict).toBe(
      'warn',
    );
  });

  it('refuses settings that name an unknown column', async () => {
    const settings: ValidationSettings = { missing: { max: 0.1, columns: { agee: 1 } } };
    await expect(validateText({ row, text, settings })).rejects.toMatchObject({
      code: 'COLUMN_UNKNOWN',
    });
  });

  it('validates more data than its memory holds', async () => {
    const path = join(directory, 'raw', 'large.parquet');
    const rows = 3_000_000;
    const writer = await openDatabase();
    await writer.all(
      `COPY (SELECT i::BIGINT id, (hash(i) % 100)::DOUBLE a, hash(i + 1)::DOUBLE b, ['x', 'y', 'z'][1 + (i % 3)::INT] kind,
        i % 4 = 0 AS target FROM range(${rows}) t(i)) TO '${path}' (FORMAT parquet)`,
    );
    await writer.close();
    await lockFile('raw/large.parquet', rows);
    const database = await openDatabase({ memoryLimitMb: 128, threads: 2 });
    try {
      const report = await validate({
        model: 'large',
        dataset: defineDataset({ directory, row }),
        settings: { duplicates: {} },
        database,
      });
      expect(report.sentence).toMatch(/^3,000,000 rows pass/);
      expect(report.columns.find((column) => column.name === 'kind')?.top).toHaveLength(3);
    } finally {
      await database.close();
    }
  });

  it.skipIf(!existsSync(shared))(
    'counts what titanic.csv is known for (needs ../shared/data)',
    async () => {
      await cp(join(shared, 'titanic.csv'), join(directory, 'raw', 'titanic.csv'));
      await lockFile('raw/titanic.csv', 891);
      const titanic = z.object({
        survived: z.literal([0, 1]).meta({ role: 'target' }),
        pclass: z.literal([1, 2, 3]),
        sex: z.enum(['female', 'male']),
        age: z.number().min(0).max(100).nullable(),
        sibsp: z.int().min(0),
        parch: z.int().min(0),
        fare: z.number().min(0),
        embarked: z.enum(['C', 'Q', 'S']).nullable(),
        class: z.enum(['First', 'Second', 'Third']),
        who: z.enum(['child', 'man', 'woman']),
        adult_male: z.boolean(),
        deck: z.enum(['A', 'B', 'C', 'D', 'E', 'F', 'G']).nullable(),
        embark_town: z.enum(['Cherbourg', 'Queenstown', 'Southampton']).nullable(),
        alive: z.enum(['no', 'yes']),
        alone: z.boolean(),
      });
      const settings: ValidationSettings = {
        missing: { max: 0.25, columns: { deck: 0.8 } },
        duplicates: { max: 0.15 },
        classBalance: { minShare: 0.3 },
      };
      const dataset = defineDataset({ directory, row: titanic });
      const report = await validate({ model: 'titanic', dataset, settings });
      expect(findingsOf(report, 'duplicates')).toMatchObject([{ count: 107, status: 'pass' }]);
      expect(
        findingsOf(report, 'missing').find((finding) => finding.column === 'deck'),
      ).toMatchObject({ count: 688 });
      expect(findingsOf(report, 'splitLeakage')).toMatchObject([{ status: 'pass', count: 0 }]);
      expect(report.findings.filter((finding) => finding.status !== 'pass')).toMatchObject([
        { check: 'targetLeakage', column: 'alive', status: 'warn' },
      ]);
    },
  );
});
