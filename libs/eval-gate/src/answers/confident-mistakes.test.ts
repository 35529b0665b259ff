import type { ContractDescription, Row, Table } from '@create-mlops/contracts';
import { tableFromRows } from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { fakeModel } from '../../test/fake-model.ts';
import type { Scored } from '../scored.ts';
import { confidentMistakes } from './confident-mistakes.ts';

const plain = { nullable: false, sensitive: false, pii: false };
const describing = (kind: 'text' | 'image' | 'number', pii = false): ContractDescription => ({
  columns: [
    { ...plain, name: 'content', kind, role: 'feature', pii },
    { ...plain, name: 'y', kind: 'category', role: 'target', categories: ['no', 'yes'] },
  ],
  target: 'y',
  problem: 'binary',
  classes: ['no', 'yes'],
});

/** Rows 0 and 3 are right; 1, 2 and 4 are wrong, with 0.7, 0.9 and 0.9. */
const scored: Scored = {
  kind: 'classification',
  classes: ['no', 'yes'],
  rows: 5,
  yTrue: Int32Array.from([0, 0, 1, 1, 0]),
  yPred: Int32Array.from([0, 1, 0, 1, 1]),
  yScore: Float32Array.from([0.99, 0.01, 0.3, 0.7, 0.9, 0.1, 0.2, 0.8, 0.1, 0.9]),
};
const rowsOf = (content: (row: number) => Row['content']): Table =>
  tableFromRows(
    Array.from({ length: 5 }, (_, row) => ({ content: content(row) ?? null })),
    ['content'],
  );
const texts = rowsOf((row) => `text ${row}`);
const answers = () => [0.5, 0.5];

describe('confidentMistakes', () => {
  it('shows what the model was surest of and wrong about, the surest first', async () => {
    const description = describing('text');
    const model = fakeModel(description, answers);
    const mistakes = await confidentMistakes(model, texts, scored, description);
    expect(mistakes).toEqual([
      { observed: 'yes', predicted: 'no', score: 0.9, shown: { kind: 'text', text: 'text 2' } },
      { observed: 'no', predicted: 'yes', score: 0.9, shown: { kind: 'text', text: 'text 4' } },
      { observed: 'no', predicted: 'yes', score: 0.7, shown: { kind: 'text', text: 'text 1' } },
    ]);
  });

  it('shows the beginning of a long text, and no half of a character', async () => {
    const description = describing('text');
    const long = rowsOf(() => '😀'.repeat(400));
    const model = fakeModel(description, answers);
    const [first] = await confidentMistakes(model, long, scored, description);
    expect(first?.shown).toEqual({ kind: 'text', text: `${'😀'.repeat(280)}…` });
  });

  it('shows pictures as the model holds them, and none that is a path or too large', async () => {
    const description = describing('image');
    const url = (row: number) => `data:image/png;base64,AAA${row}`;
    const inline = async (table: Table): Promise<Table> => ({
      ...table,
      columns: {
        content: (table.columns.content ?? []).map((value) => {
          const row = Number(String(value).replace('.png', ''));
          return row === 2 ? 'cat/2.png' : row === 4 ? `${url(4)}${'A'.repeat(70_000)}` : url(row);
        }),
      },
    });
    const model = { ...fakeModel(description, answers), inline };
    const pictures = rowsOf((row) => `${row}.png`);
    const mistakes = await confidentMistakes(model, pictures, scored, description);
    expect(mistakes.map(({ shown }) => shown)).toEqual([{ kind: 'image', url: url(1) }]);
  });

  it('shows nothing of numbers, of personal data, and where nothing is wrong', async () => {
    for (const description of [describing('number'), describing('text', true)]) {
      const model = fakeModel(description, answers);
      expect(await confidentMistakes(model, texts, scored, description)).toEqual([]);
    }
    const right = { ...scored, yPred: scored.yTrue };
    const description = describing('text');
    const model = fakeModel(description, answers);
    expect(await confidentMistakes(model, texts, right, description)).toEqual([]);
  });
});
