import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PlannedFile, planProject } from '@create-mlops/generators';
import { checkoutPayload } from '@create-mlops/generators/checkout-payload';
import { formatProblems } from '@create-mlops/generators/test/format-problems';
import { planProblems } from '@create-mlops/generators/test/plan-problems';
import { afterAll, describe, expect, it } from 'vitest';
import { prepareData } from '../src/prepare-data.ts';
import type { ResolvedAnswers } from '../src/resolve-answers.ts';
import { tabular } from '../src/tasks/tabular.ts';

const payload = checkoutPayload(join(import.meta.dirname, '..', '..', '..'));
const folder = mkdtempSync(join(tmpdir(), 'inferred-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const quoted = (cell: string | number) =>
  /[",\n\r]|^\s|\s$/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell);
const csv = (
  header: readonly string[],
  rows: number,
  row: (index: number) => readonly (string | number)[],
) =>
  `${[header, ...Array.from({ length: rows }, (_, index) => row(index))]
    .map((cells) => cells.map(quoted).join(','))
    .join('\n')}\n`;

/** Columns whose names are hard on code, Markdown, JSON and shells. */
const hostile = [
  "o'brien",
  'say "hi"',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that it is one is the point
  '${price}',
  '`cost`',
  'back\\slash',
  'new\nline',
  'line\u2028separator',
  'constructor',
  'class',
  '1st',
  '2025',
  '名前',
  'größe',
  '🙂',
  '*/ alert(1) /*',
  '<script>|table|</script>',
  'x'.repeat(120),
];
const mixed = (index: number) => (index * 7919) % 997;

type Case = {
  readonly name: string;
  readonly file: string;
  readonly content: string;
  readonly target: string;
  readonly test?: string;
};

const cases: readonly Case[] = [
  ...hostile.map((target, at) => ({
    name: `hostile names, predicting ${JSON.stringify(target).slice(0, 30)}`,
    file: at % 2 === 0 ? 'class.csv' : '2025 _x_ `data` [v1].csv',
    target,
    content: csv(hostile, 120, (index) =>
      hostile.map((_, column) => {
        if (column === at) return index % 2 === 0 ? "it's" : 'a "b" `c`';
        if (column % 3 === 0 && mixed(index + column) % 9 === 0) return '';
        return column % 2 === 0 ? mixed(index * (column + 3)) : `v'${mixed(index + column) % 4}`;
      }),
    ),
  })),
  {
    name: 'many classes',
    file: 'classes.csv',
    target: 'kind',
    content: csv(['a', 'b', 'kind'], 600, (index) => [
      mixed(index),
      mixed(index * 3),
      `class number ${index % 30}`,
    ]),
  },
  {
    name: 'an amount',
    file: 'amounts.csv',
    target: 'amount',
    content: csv(['a', 'b', 'amount'], 300, (index) => [
      mixed(index),
      mixed(index * 3) / 7,
      (mixed(index) * 2 + mixed(index * 5)) / 3,
    ]),
  },
  {
    name: 'several rows of each customer',
    file: 'visits.csv',
    target: 'bought',
    content: csv(['customer_id', 'pages', 'minutes', 'bought'], 400, (index) => [
      `C${1000 + (index % 80)}`,
      mixed(index),
      mixed(index * 3) / 7,
      mixed(index * 11) % 2,
    ]),
  },
  {
    name: 'an official test, a sensitive column, people’s addresses',
    file: 'people.csv',
    target: 'hired',
    content: csv(['email', 'gender', 'score', 'hired'], 200, (index) => [
      `p${index}@example.org`,
      index % 2 === 0 ? 'female' : 'male',
      mixed(index),
      mixed(index * 7) % 2 === 0 ? 'yes' : 'no',
    ]),
    test: csv(['email', 'gender', 'score', 'hired'], 60, (index) => [
      `q${index}@example.org`,
      index % 2 === 0 ? 'female' : 'male',
      mixed(index * 13),
      mixed(index * 5) % 2 === 0 ? 'yes' : 'no',
    ]),
  },
  {
    name: 'a spreadsheet’s export',
    file: 'Umsätze 2025 (Kopie).csv',
    target: 'Umsatz',
    content: `Kunde;Fläche;Region;Umsatz\r\n${Array.from(
      { length: 200 },
      (_, index) => `K${index};${mixed(index)},5;Süd${index % 3};${mixed(index * 3)},25`,
    ).join('\r\n')}\r\n`,
  },
];

async function planOf(entry: Case, index: number): Promise<PlannedFile[]> {
  const home = mkdtempSync(join(folder, `case-${index}-`));
  const data = join(home, entry.file);
  writeFileSync(data, entry.content);
  const testData = entry.test === undefined ? null : join(home, 'official.csv');
  if (testData !== null) writeFileSync(testData, entry.test ?? '');
  const answers: ResolvedAnswers = {
    directory: join(home, 'acme'),
    task: tabular,
    data,
    text: null,
    target: entry.target,
    testData,
    dataset: null,
    labels: null,
    keep: [],
    ci: 'github',
    backend: 'auto',
    model: null,
    profile: null,
  };
  const prepared = await prepareData(answers, payload);
  prepared.dispose();
  const { task, ci, backend } = answers;
  return planProject(
    { name: 'acme', task: task.name, model: prepared.model, ci, backend },
    prepared.plan,
    payload,
  );
}

describe('a plan made from a file', async () => {
  const plans: PlannedFile[][] = [];
  for (const [index, entry] of cases.entries()) plans.push(await planOf(entry, index));

  it.each(cases.map(({ name }, index) => [name, index] as const))(
    'has nothing wrong: %s',
    (_name, index) => {
      expect(planProblems(plans[index] ?? [])).toEqual([]);
    },
  );

  it('is formatted and linted as the project has it', () => {
    expect(formatProblems(plans)).toBe('');
  });

  const textOf = (name: string, path: RegExp) => {
    const index = cases.findIndex((entry) => entry.name === name);
    const source = plans[index]?.find((file) => path.test(file.path))?.source;
    return source !== undefined && 'content' in source
      ? new TextDecoder().decode(source.content)
      : '';
  };

  it('splits by customer where customers come back', () => {
    expect(textOf('several rows of each customer', /data\/dataset\.ts$/)).toContain(
      "strategy: 'group'",
    );
  });

  it('names no folder of the person who made it', () => {
    const lock = textOf('a spreadsheet’s export', /dataset\.lock\.json$/);
    expect(lock).toContain('"location": "../Umsätze 2025 (Kopie).csv"');
    for (const plan of plans) {
      for (const { source } of plan) {
        if ('content' in source)
          expect(new TextDecoder().decode(source.content)).not.toContain(folder);
      }
    }
  });
});
