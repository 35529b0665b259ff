import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeColumn, openDatabase, readSource, sourceSql } from '@create-mlops/dataset';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { awkwardTexts, cells, numbers, texts } from '../../test/awkward-values.ts';
import { compileColumn } from './compile-column.ts';
import { zodValue } from './zod-value.ts';

const VALUES = 4_000;
const SEED = 20_250_101;

let directory = '';
let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'differential-'));
  database = await openDatabase({ memoryLimitMb: 512 });
});
afterAll(async () => {
  await database.close();
  await rm(directory, { recursive: true, force: true });
});

type Case = readonly [name: string, schema: z.ZodType, values: fc.Arbitrary<unknown>];
const cases: readonly Case[] = [
  ['number', z.number(), numbers],
  ['number among everything', z.number(), cells],
  ['nullable number', z.number().nullable(), cells],
  ['optional number', z.number().optional(), cells],
  ['nullish number', z.number().nullish(), cells],
  ['defaulted number', z.number().default(3), numbers],
  ['int', z.int(), cells],
  ['number().int()', z.number().int().min(-5).max(1e15), numbers],
  ['int32', z.int32(), numbers],
  ['uint32', z.uint32(), numbers],
  ['float32', z.float32(), numbers],
  ['float64', z.float64(), numbers],
  ['closed range', z.number().min(18).max(100), numbers],
  ['open range', z.number().gt(0).lt(0.3), numbers],
  ['positive, nonnegative', z.number().nonnegative().positive(), numbers],
  ['bound at -0', z.number().min(-0), numbers],
  ['infinite bound', z.number().max(Number.POSITIVE_INFINITY), numbers],
  ['multipleOf 0.01', z.number().multipleOf(0.01), numbers],
  ['multipleOf 0.07', z.number().multipleOf(0.07), numbers],
  ['multipleOf 5', z.number().multipleOf(5), numbers],
  ['multipleOf 1e-300', z.number().multipleOf(1e-300), numbers],
  ['boolean', z.boolean(), cells],
  ['nullable boolean', z.boolean().nullable(), cells],
  ['enum', z.enum(['red', 'green', "it's", '']), cells],
  ['nullable enum', z.enum(['red', '😀']).nullable(), cells],
  ['numeric literals', z.literal([0, 1, 2.5]), cells],
  ['union of literals', z.union([z.literal('ab'), z.literal('red')]), texts],
  ['string', z.string(), cells],
  ['min and max length', z.string().min(2).max(4), texts],
  ['exact length', z.string().length(1), texts],
  ['starts, ends, includes', z.string().startsWith('a').endsWith('b').includes('😀'), texts],
  ['lower case', z.string().lowercase(), texts],
  ['upper case', z.string().uppercase(), texts],
  ['email', z.email(), texts],
  ['uuid', z.uuid(), texts],
  ['ipv4', z.ipv4(), texts],
  ['ulid', z.ulid(), texts],
  ['nanoid', z.nanoid(), texts],
  ['e164', z.e164(), texts],
  ['iso date', z.iso.date(), texts],
  ['iso datetime', z.iso.datetime(), texts],
  ['iso datetime local and offset', z.iso.datetime({ local: true, offset: true }), texts],
  ['iso time', z.iso.time(), texts],
  ...[
    /^a.b$/,
    /^a.b$/u,
    /^.$/,
    /^.$/u,
    /^..$/,
    /a$/,
    /^[^a]$/,
    /^[^a]{2}$/u,
    /^\s*$/,
    /^[\s-]+$/,
    /^\S+$/,
    /^\D\d?$/,
    /^\W$/,
    /\bab\b/,
    /^[a-c.@-]+$/,
    /^[\w.-]+@[\w-]+\.\w{2,}$/,
    /a|b\.|^$/,
    /^(?:a|(b)|(?<x>c))*$/,
    /^[\s\S]{2,4}$/,
    /^[\u0020-\uffff]{2}$/,
    /^a.*b$/s,
    /\//,
    /^[\]\\^-]$/,
    /é/,
    /a{2}/,
    /^a+?b??$/,
    /\x41|\u0042/,
    /[a-c-]/,
    /^\p{L}+$/u,
    /abc/i,
    /^(?=a)/,
    /(a)\1/,
    /^a$/m,
  ].map((pattern): Case => [`pattern ${pattern}`, z.string().regex(pattern), texts]),
];

/** Patterns that RE2 cannot say; zod decides them row by row. */
const rowOnly = ['\\p{L}', '/i', '(?=', '\\1', '/m'];

async function verdicts(schema: z.ZodType, values: readonly unknown[]) {
  const path = join(directory, 'values.jsonl');
  await writeFile(path, values.map((value) => `${JSON.stringify({ v: value })}\n`).join(''));
  const column = describeColumn('v', schema);
  const rules = compileColumn(column, schema);
  const description = { columns: [column], target: 'v', problem: 'binary' as const, classes: [] };
  const source = await readSource(database, path);
  const found = { ...source, columns: [{ name: 'v', type: 'JSON' }] };
  const violated = rules.flatMap((rule) => (rule.how === 'sql' ? [`(${rule.violated})`] : []));
  const rows = await database.all(
    `SELECT __row, (${violated.join(' OR ')}) IS TRUE AS broken FROM (${sourceSql(found, description)}) ORDER BY __row`,
  );
  return { column, rules, broken: rows.map((row) => row.broken === true) };
}

describe('compileColumn', () => {
  it.each(cases)('decides %s as safeParse does', async (name, schema, arbitrary) => {
    const drawn = fc.sample(arbitrary, { numRuns: VALUES, seed: SEED });
    const values = arbitrary === texts ? [...awkwardTexts, ...drawn] : drawn;
    const { column, rules, broken } = await verdicts(schema, values);
    const isRow = rules.some((rule) => rule.how === 'row');
    expect(isRow).toBe(rowOnly.some((part) => name.includes(part)));
    if (isRow) return;
    expect(broken).toHaveLength(values.length);
    const mismatches = values.filter((value, index) => {
      // JSON has no negative zero.
      const cell = typeof value === 'number' ? value + 0 : value;
      return (
        schema.safeParse(cell === null ? zodValue(null, column, schema) : cell).success ===
        broken[index]
      );
    });
    expect(mismatches).toEqual([]);
    // A comparison in which nothing fails, or nothing passes, would prove nothing.
    if (!name.startsWith('float64') && name !== 'number' && name !== 'infinite bound') {
      const acceptsAll = ['nullish', 'defaulted'].some((part) => name.startsWith(part));
      if (!acceptsAll) expect(new Set(broken).size).toBe(2);
    }
  });

  it('refuses in CSV what is not a number, without taking it for missing', async () => {
    const path = join(directory, 'numbers.csv');
    const lines = [
      'nan',
      'inf',
      '-Infinity',
      '1_000',
      '1e400',
      '0x10',
      '1,5',
      'abc',
      '',
      '7',
      '-0',
      '1e3',
    ];
    await writeFile(path, `v,w\n${lines.map((line) => `"${line}",x\n`).join('')}`);
    const schema = z.number().nullable();
    const column = describeColumn('v', schema);
    const description = {
      columns: [column],
      target: 'v',
      problem: 'regression' as const,
      classes: [],
    };
    const source = await readSource(database, path);
    const violated = compileColumn(column, schema).map((rule) =>
      rule.how === 'sql' ? rule.violated : 'false',
    );
    const rows = await database.all(
      `SELECT (${violated.join(' OR ')}) IS TRUE AS broken FROM (${sourceSql(source, description)}) ORDER BY __row`,
    );
    expect(rows.map((row) => row.broken)).toEqual([
      ...Array(8).fill(true),
      false,
      false,
      false,
      false,
    ]);
  });
});
