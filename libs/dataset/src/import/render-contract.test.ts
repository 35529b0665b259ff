import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { importFile } from './import-file.ts';
import { inferContract } from './infer-contract.ts';
import type { InferredColumn, InferredContract } from './inferred-contract.ts';
import { profileFile } from './profile-file.ts';
import { csvOf, profileText, publicData, withFile } from './profile-text.fixture.ts';
import { renderContract } from './render-contract.ts';

const require = createRequire(import.meta.url);

/** What Biome makes of a source with the settings of this repository. */
function formatted(source: string): string {
  const biome = require.resolve('@biomejs/biome/bin/biome');
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [biome, 'format', '--stdin-file-path=libs/dataset/src/import/contract.ts'],
    { input: source, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** Syntax errors of a source: none when it can be compiled. */
function syntaxErrors(source: string): readonly string[] {
  const { diagnostics } = ts.transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return (diagnostics ?? []).map(({ messageText }) => String(messageText));
}

/** The schema that a source exports as `row`. */
async function load(source: string): Promise<z.ZodObject> {
  const zod = pathToFileURL(require.resolve('zod')).href;
  const { outputText } = ts.transpileModule(source.replace("'zod'", `'${zod}'`), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const loaded: { row: z.ZodObject } = await withFile(
    outputText,
    (path) => import(/* @vite-ignore */ pathToFileURL(path).href),
    'contract.mjs',
  );
  return loaded.row;
}

function contractOf(columns: readonly Partial<InferredColumn>[]): InferredContract {
  const none = { value: 0, evidence: '' };
  return {
    source: 'data.csv',
    rows: 100,
    columns: columns.map((column, index) => ({
      name: `c${index}`,
      kind: 'number',
      role: 'feature',
      nullable: false,
      sensitive: false,
      pii: false,
      missingShare: 0,
      evidence: ['seen 1 to 2'],
      ...column,
    })),
    target: 'y',
    problem: 'binary',
    problemReason: 'y has 2 different values (0, 1): classes.',
    classes: ['0', '1'],
    classCounts: { 0: 50, 1: 50 },
    limits: { maxMissing: {}, maxDuplicates: none, minRows: none, minClassShare: none },
    split: { strategy: 'hash' },
    warnings: [],
  };
}

const kinds = ['number', 'integer', 'boolean', 'category', 'text', 'timestamp', 'date'] as const;
const roles = ['feature', 'target', 'id', 'timestamp', 'sensitive', 'group', 'leak'] as const;

describe('renderContract', () => {
  it('writes a contract that a person would have written', async () => {
    const text = csvOf('id,monthly spend,plan,ok,since,churn', 50, (index, random) => [
      index + 1,
      index === 3 ? '' : (random() * 99).toFixed(2),
      ['basic', 'pro'][index % 2] ?? '',
      index % 3 === 0,
      '2024-01-31',
      index % 5 === 0 ? 1 : 0,
    ]);
    const profile = await profileText(text, 'churn.csv');
    const source = renderContract(inferContract(profile, { target: 'churn' }));
    expect(source.split('\n').filter((line) => !line.includes('//'))).toEqual([
      "import { z } from 'zod';",
      '',
      'export const row = z.object({',
      "  id: z.int().meta({ role: 'id' }),",
      expect.stringMatching(
        /^ {2}'monthly spend': z\.number\(\)\.min\(0\)\.max\(\d+\)\.nullable\(\),$/,
      ),
      "  plan: z.enum(['basic', 'pro']),",
      '  ok: z.boolean(),',
      "  since: z.iso.date().meta({ role: 'timestamp' }),",
      "  churn: z.literal([0, 1]).meta({ role: 'target' }),",
      '});',
      '',
      'export type Row = z.infer<typeof row>;',
      '',
    ]);
  });

  it('is formatted as Biome formats, whatever the columns', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9 '"äß_-]{1,24}$/);
    const category = fc.oneof(
      fc.uniqueArray(word, { minLength: 2, maxLength: 12 }),
      fc.uniqueArray(fc.integer({ min: -1e6, max: 1e9 }), { minLength: 2, maxLength: 40 }),
    );
    const column = fc.record({
      name: fc.oneof(
        word,
        fc.stringMatching(/^[a-z]{1,45}$/),
        fc.stringMatching(/^[a-z ]{60,90}$/),
      ),
      kind: fc.constantFrom(...kinds),
      role: fc.constantFrom(...roles),
      nullable: fc.boolean(),
      sensitive: fc.boolean(),
      pii: fc.boolean(),
      categories: category,
    });
    const range = { minimum: -1.5e21, maximum: 1e21 };
    fc.assert(
      fc.property(
        fc.uniqueArray(column, { minLength: 200, maxLength: 200, selector: ({ name }) => name }),
        (columns) => {
          const source = renderContract(
            contractOf(columns.map((c) => (c.kind === 'number' ? { ...c, ...range } : c))),
          );
          expect(formatted(source)).toBe(source);
        },
      ),
      { numRuns: 6 },
    );
  });

  it('is formatted for names in other scripts', () => {
    const names = ['größe', '年齢', 'имя клиента', 'naïve café', '🙂', 'ﬁ', 'été2'];
    const categories = [
      '東京都千代田区千代田一丁目一番',
      '大阪府大阪市中央区大手前二丁目',
      '北海道札幌市中央区北三条西六丁目',
    ];
    const source = renderContract(
      contractOf(names.map((name) => ({ name, kind: 'category', categories }))),
    );
    expect(formatted(source)).toBe(source);
    expect(syntaxErrors(source)).toEqual([]);
  });

  it('never lets a name, a value or a comment become code', async () => {
    const hostile = [
      "'); process.exit(9); ('",
      '*/ globalThis.hacked = 1; /*',
      '\n globalThis.hacked = 1 //',
      '\u2028globalThis.hacked = 1//',
      '\\',
      "\\'",
      '"quoted" and \'quoted\'',
      '$'.concat('{globalThis.hacked = 1}'),
      '`',
      '__proto__',
      'constructor',
      'toString',
      '</script>',
      '\u0000\u0007\u202e',
      '\ud800',
      '// comment',
      '#!/usr/bin/env node',
      ' ',
    ];
    const source = renderContract({
      ...contractOf(
        hostile.map((name) => ({ name, kind: 'category', categories: hostile, evidence: hostile })),
      ),
      source: hostile.join(' '),
      problemReason: hostile.join(' '),
    });
    expect(syntaxErrors(source)).toEqual([]);
    const row = await load(source);
    expect('hacked' in globalThis).toBe(false);
    expect(Object.getOwnPropertyNames(row.shape).sort()).toEqual([...hostile].sort());
    expect(formatted(source)).toBe(source);
    const schema = row.shape['\\'];
    expect(hostile.every((value) => schema?.safeParse(value).success)).toBe(true);
    expect(schema?.safeParse('other').success).toBe(false);
  });

  it('survives any text as a name, a value and a comment', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(fc.uniqueArray(text, { minLength: 2 }), (texts) => {
        const columns = texts.map((name) => ({
          name,
          kind: 'category' as const,
          categories: texts,
          evidence: texts,
        }));
        expect(syntaxErrors(renderContract(contractOf(columns)))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('takes another name, if it is one', () => {
    const source = renderContract(contractOf([{}]), { exportName: 'passenger' });
    expect(source).toContain('export const passenger = z.object({');
    expect(source).toContain('export type Passenger = z.infer<typeof passenger>;');
    expect(() => renderContract(contractOf([{}]), { exportName: 'a = 1' })).toThrow(
      'cannot be the name',
    );
  });

  const titanic = publicData('titanic.csv');
  it.skipIf(titanic === null)(
    'parses every row of titanic.csv (needs the public data)',
    async () => {
      const profile = await profileFile(titanic ?? '');
      const row = await load(renderContract(inferContract(profile, { target: 'survived' })));
      const rows = profile.sample.rowNumbers.map((_, index) =>
        Object.fromEntries(
          profile.columns.map(({ name }, c) => [name, profile.sample.columns[c]?.[index] ?? null]),
        ),
      );
      expect(rows).toHaveLength(891);
      for (const sampled of rows) expect(row.safeParse(sampled).error?.issues).toBeUndefined();
      expect(row.safeParse({ ...rows[0], age: 150 }).success).toBe(false);
      expect(row.safeParse({ ...rows[0], age: 82 }).success).toBe(true);
    },
  );

  it('parses the rows of a converted file, dates and times among them', async () => {
    const days = (index: number) => `${String((index % 28) + 1).padStart(2, '0')}.03.2024`;
    const text = `tag;zeit;wert;y\n${Array.from({ length: 40 }, (_, i) => `${days(i)};${days(i)} 10:3${i % 10};${i},5;${i % 2 ? 'Ja' : 'Nein'}`).join('\n')}`;
    await withFile(text, async (path, directory) => {
      const profile = await profileFile(path);
      const inferred = inferContract(profile, { target: 'y' });
      const row = await load(renderContract(inferred));
      const imported = await importFile(path, directory, profile, { inferred, name: 'out.csv' });
      const converted = await profileFile(imported.path);
      expect(converted.canonical).toBe(true);
      converted.sample.rowNumbers.forEach((_, index) => {
        const values = converted.columns.map(({ name }, c) => [
          name,
          converted.sample.columns[c]?.[index] ?? null,
        ]);
        expect(row.safeParse(Object.fromEntries(values)).error?.issues).toBeUndefined();
      });
    });
  });
});
