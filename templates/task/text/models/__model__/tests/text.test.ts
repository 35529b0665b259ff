import { join } from 'node:path';
import { type Predictor, selectRows, type Table } from '@create-mlops/contracts';
import { locateStage } from '@create-mlops/stage';
import { loadPredictor } from '@create-mlops/training';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataset } from '../data/dataset.ts';
import { task } from '../data/task.ts';

const directory = join(locateStage(import.meta.dirname).artifacts, 'train', 'bundle');
const textColumns = dataset.description.columns.filter(
  ({ kind, role }) => kind === 'text' && role === 'feature',
);

describe('the model, asked about texts that are written in another way', () => {
  let predictor: Predictor;
  let test: Table;
  beforeAll(async () => {
    predictor = await loadPredictor({ directory, task, features: dataset.features });
    const splits = await dataset.splits();
    test = selectRows(
      splits.test,
      Array.from({ length: Math.min(200, splits.test.rowCount) }, (_, row) => row),
    );
  });
  afterAll(() => predictor.dispose());

  const rewritten = (rewrite: (text: string) => string): Table => ({
    rowCount: test.rowCount,
    columns: {
      ...test.columns,
      ...Object.fromEntries(
        textColumns.map(({ name }) => [
          name,
          (test.columns[name] ?? []).map((value) =>
            typeof value === 'string' ? rewrite(value) : value,
          ),
        ]),
      ),
    },
  });
  const answersOf = async (table: Table) => {
    const predictions = await predictor.predict(table);
    return predictions.kind === 'classification' ? predictions.scores : predictions.values;
  };

  it.each<[string, (text: string) => string]>([
    ['with more white space', (text) => ` ${text.replaceAll(' ', ' \t ')}\n`],
    ['with typographic apostrophes', (text) => text.replaceAll("'", '’')],
    ['in capitals', (text) => text.toUpperCase().toLowerCase()],
    ['in decomposed Unicode', (text) => text.normalize('NFD')],
  ])('answers the same %s', async (_, rewrite) => {
    const plain = await answersOf(rewritten((text) => text.toUpperCase().toLowerCase()));
    const other = await answersOf(rewritten((text) => rewrite(text.toUpperCase().toLowerCase())));
    expect(other).toEqual(plain);
  });

  it('answers anything that people send, with numbers', async () => {
    const hostile = [
      '',
      ' ',
      '?!…',
      '0'.repeat(10_000),
      'word '.repeat(20_000),
      '😀'.repeat(500),
      'שלום עולם مرحبا 你好',
      '\u0000\u202e\ufeff',
      '\ud800 alone',
      "'); DROP TABLE texts; --",
      '<script>alert(1)</script>',
    ];
    const names = Object.keys(test.columns);
    const table: Table = {
      rowCount: hostile.length,
      columns: Object.fromEntries(
        names.map((name) => [
          name,
          textColumns.some((column) => column.name === name)
            ? hostile
            : hostile.map(() => test.columns[name]?.[0] ?? null),
        ]),
      ),
    };
    const answers = await answersOf(table);
    expect(answers.length % hostile.length).toBe(0);
    expect(answers.every(Number.isFinite)).toBe(true);
  });

  it('answers differently when the words are gone', async () => {
    expect(await answersOf(rewritten(() => ''))).not.toEqual(await answersOf(test));
  });
});
