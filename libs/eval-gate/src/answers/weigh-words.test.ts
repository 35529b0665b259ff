import { type ContractDescription, tableFromRows } from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { fakeModel } from '../../test/fake-model.ts';
import { weighWords } from './weigh-words.ts';

const plain = { nullable: false, sensitive: false, pii: false };
const description: ContractDescription = {
  columns: [
    { ...plain, name: 'note', kind: 'text', role: 'feature' },
    { ...plain, name: 'y', kind: 'category', role: 'target', categories: ['bad', 'good'] },
  ],
  target: 'y',
  problem: 'binary',
  classes: ['bad', 'good'],
};

/** Each `lovely` adds 0.3 to the score of good, each `awful` takes 0.2. */
const model = fakeModel(description, ({ note }) => {
  const count = (word: string) => String(note).toLowerCase().split(word).length - 1;
  const good = 0.5 + 0.3 * count('lovely') - 0.2 * count('awful');
  return [1 - good, good];
});
const tableOf = (texts: readonly string[]) =>
  tableFromRows(
    texts.map((note) => ({ note })),
    ['note'],
  );
const texts = [
  ...Array.from({ length: 5 }, (_, index) => `A lovely thing, number ${index}`),
  ...Array.from({ length: 4 }, (_, index) => `An AWFUL thing, number ${index}`),
  'lovely and awful',
];

describe('weighWords', () => {
  it('gives each class the words that its score falls without, by how much', async () => {
    expect(await weighWords(model, tableOf(texts), description)).toEqual([
      { class: 'bad', words: [{ word: 'awful', weight: expect.closeTo(0.2, 5), texts: 5 }] },
      { class: 'good', words: [{ word: 'lovely', weight: expect.closeTo(0.3, 5), texts: 6 }] },
    ]);
  });

  it('says nothing of a word that stands in two texts', async () => {
    const rare = tableOf(['lovely one', 'lovely two', 'three']);
    expect((await weighWords(model, rare, description)).flatMap(({ words }) => words)).toEqual([]);
  });

  it('asks about so many texts only, however many there are, and the same ones every time', async () => {
    let asked = 0;
    const counted = {
      ...model,
      predict: (table: Parameters<typeof model.predict>[0]) => {
        asked += table.rowCount;
        return model.predict(table);
      },
    };
    const many = tableOf(
      Array.from({ length: 4_000 }, (_, index) => `lovely ${index} ${'word '.repeat(20)}`),
    );
    const words = await weighWords(counted, many, description);
    expect(asked).toBeLessThan(6_100);
    expect(await weighWords(model, many, description)).toEqual(words);
  });

  it('is empty without texts and for numbers', async () => {
    expect(await weighWords(model, tableOf([]), description)).toEqual([]);
    const [, target] = description.columns;
    const numbers = {
      ...description,
      columns: [
        { ...plain, name: 'note', kind: 'number' as const, role: 'feature' as const },
        ...(target === undefined ? [] : [target]),
      ],
    };
    expect(await weighWords(model, tableOf(texts), numbers)).toEqual([]);
  });
});
