import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rowOf, selectRows, type Table } from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeContract } from './describe-contract.ts';
import { readTable } from './read-table.ts';
import { splitRows } from './split-rows.ts';
import { splitSettingsSchema } from './split-settings.ts';

const shared = join(dirname(fileURLToPath(import.meta.url)), '../../../../shared/data');
const hash = splitSettingsSchema.parse({});
const description = describeContract(
  z.object({
    x: z.number(),
    who: z.string().meta({ role: 'group' }),
    at: z.iso.datetime({ local: true }).meta({ role: 'timestamp' }),
    y: z.enum(['a', 'b', 'c']).meta({ role: 'target' }),
  }),
);

/** 400 rows of which every third is a twin of another, in three classes of unequal size. */
function sample(): Table {
  const rows = Array.from({ length: 400 }, (_, index) => index);
  return {
    rowCount: rows.length,
    columns: {
      x: rows.map((index) => (index % 3 === 0 ? Math.floor(index / 6) : index)),
      who: rows.map((index) => `p${(index * 7) % 40}`),
      at: rows.map((index) =>
        new Date(Date.UTC(2024, 0, 1, (index * 37) % 400)).toISOString().slice(0, 19),
      ),
      y: rows.map((index) => (index % 10 === 0 ? 'a' : index % 2 === 0 ? 'b' : 'c')),
    },
  };
}

const texts = (table: Table, rows: Uint32Array) =>
  [...rows].map((row) => JSON.stringify(rowOf(table, row))).sort();

describe('splitRows', () => {
  it('puts every row into exactly one split, in shares close to those asked for', () => {
    const table = sample();
    for (const strategy of ['hash', 'group', 'time'] as const) {
      const { train, validation, test } = splitRows(table, description, { ...hash, strategy });
      expect([...train, ...validation, ...test].sort((a, b) => a - b)).toEqual(
        Array.from({ length: 400 }, (_, index) => index),
      );
      expect(Math.abs(test.length - 80)).toBeLessThanOrEqual(5);
      expect(Math.abs(validation.length - 60)).toBeLessThanOrEqual(5);
    }
  });

  it('keeps rows with equal features on one side and each class in its share', () => {
    const table = sample();
    const { train, validation, test } = splitRows(table, description, hash);
    const xs = [train, validation, test].map(
      (rows) => new Set([...rows].map((row) => table.columns.x?.[row])),
    );
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      expect([...(xs[a] ?? [])].filter((x) => xs[b]?.has(x))).toEqual([]);
    }
    const share = (name: string) =>
      [...test].filter((row) => table.columns.y?.[row] === name).length / test.length;
    expect(share('a')).toBeCloseTo(0.1, 1);
    expect(share('c')).toBeCloseTo(0.5, 1);
  });

  it('gives the same splits whatever the order of the rows, and others for another seed', () => {
    const table = sample();
    const shuffled = selectRows(
      table,
      Array.from({ length: 400 }, (_, index) => (index * 171) % 400).reverse(),
    );
    for (const strategy of ['hash', 'group', 'time'] as const) {
      const settings = { ...hash, strategy };
      expect(texts(shuffled, splitRows(shuffled, description, settings).test)).toEqual(
        texts(table, splitRows(table, description, settings).test),
      );
    }
    expect(texts(table, splitRows(table, description, { ...hash, seed: 8 }).test)).not.toEqual(
      texts(table, splitRows(table, description, hash).test),
    );
  });

  it('keeps whole groups together', () => {
    const table = sample();
    const { train, validation, test } = splitRows(table, description, {
      ...hash,
      strategy: 'group',
    });
    const side = new Map<unknown, Set<number>>();
    [train, validation, test].forEach((rows, index) => {
      for (const row of rows) {
        const who = table.columns.who?.[row];
        side.set(who, (side.get(who) ?? new Set()).add(index));
      }
    });
    expect([...side.values()].every((sides) => sides.size === 1)).toBe(true);
  });

  it('takes the latest rows for the test split', () => {
    const table = sample();
    const { train, validation, test } = splitRows(table, description, {
      ...hash,
      strategy: 'time',
    });
    const times = (rows: Uint32Array) =>
      [...rows].map((row) => String(table.columns.at?.[row])).sort();
    expect((times(train).at(-1) ?? '') <= (times(validation)[0] ?? '')).toBe(true);
    expect((times(validation).at(-1) ?? '') <= (times(test)[0] ?? '')).toBe(true);
  });

  it('leaves the test split to the official file', () => {
    const { test, validation } = splitRows(sample(), description, {
      ...hash,
      strategy: 'official',
    });
    expect(test).toHaveLength(0);
    expect(Math.abs(validation.length - 60)).toBeLessThanOrEqual(5);
  });

  it('refuses a strategy without its role, and shares that leave nothing to train on', () => {
    const plain = describeContract(
      z.object({ x: z.number(), y: z.boolean().meta({ role: 'target' }) }),
    );
    const table: Table = { rowCount: 1, columns: { x: [1], y: [true] } };
    expect(() => splitRows(table, plain, { ...hash, strategy: 'group' })).toThrow('role `group`');
    expect(() => splitRows(table, plain, { ...hash, strategy: 'time' })).toThrow('`timestamp`');
    expect(() => splitRows(table, plain, { ...hash, test: 0.9 })).toThrow('no rows to train on');
  });

  it('divides no rows and one row', () => {
    const empty = { rowCount: 0, columns: { x: [], who: [], at: [], y: [] } };
    expect(splitRows(empty, description, hash).train).toHaveLength(0);
    const one = selectRows(sample(), [0]);
    expect(splitRows(one, description, hash).train).toHaveLength(1);
  });

  it.skipIf(!existsSync(shared))('honours the shares on iris (needs ../shared/data)', async () => {
    const cm = z.number();
    const iris = describeContract(
      z.object({
        sepal_length: cm,
        sepal_width: cm,
        petal_length: cm,
        petal_width: cm,
        species: z.enum(['setosa', 'versicolor', 'virginica']).meta({ role: 'target' }),
      }),
    );
    const table = await readTable(join(shared, 'iris.csv'), iris);
    const { train, validation, test } = splitRows(table, iris, hash);
    expect([train.length, validation.length, test.length]).toEqual([97, 23, 30]);
    const classes = [...test].map((row) => table.columns.species?.[row]);
    expect(classes.filter((name) => name === 'setosa')).toHaveLength(10);
  });
});
