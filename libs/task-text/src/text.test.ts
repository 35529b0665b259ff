import { type ContractDescription, selectRows, type Table } from '@create-mlops/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { text } from './text.ts';

const column = (
  name: string,
  kind: ContractDescription['columns'][number]['kind'],
  role: ContractDescription['columns'][number]['role'] = 'feature',
) => ({ name, kind, role, nullable: true, sensitive: false, pii: false });

const contract: ContractDescription = {
  columns: [column('message', 'text'), column('label', 'category', 'target')],
  target: 'label',
  problem: 'binary',
  classes: ['ham', 'spam'],
};
const withColumn = (...more: ContractDescription['columns']): ContractDescription => ({
  ...contract,
  columns: [...contract.columns, ...more],
});

const messages = ['free prize now', 'free entry now', 'see you later', 'see you at home'];
const train: Table = {
  rowCount: 4,
  columns: { message: messages, label: ['spam', 'spam', 'ham', 'ham'], length: [1, 2, 3, 6] },
};
const tableOf = (texts: readonly (string | null)[]): Table => ({
  rowCount: texts.length,
  columns: { message: texts, label: texts.map((_, row) => (row % 2 === 0 ? 'ham' : 'spam')) },
});
const fit = (encoding?: Record<string, unknown>, described = contract, table = train) =>
  text.fitEncoder(table, described, { featureNames: [], encoding });

function rowsOf(encoder: ReturnType<typeof fit>, table: Table): number[][] {
  const { rows, write } = encoder.encode(table);
  return Array.from({ length: rows }, (_, row) => {
    const out = new Float32Array(encoder.width).fill(Number.NaN);
    write(row, out, 0);
    return [...out];
  });
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom(...messages.join(' ').split(' '), '0800 123', '£', 'Straße', '😀'))
    .map((words) => words.join(' ')),
);

describe('text', () => {
  it('encodes a text as a vector of length 1, and a text without a known n-gram as zeros', () => {
    const encoder = fit({ kind: 'hashed', width: 16 });
    const [known = [], unknown = [], missing = []] = rowsOf(
      encoder,
      tableOf(['free', 'qqq', null]),
    );
    expect(Math.hypot(...known)).toBeCloseTo(1, 6);
    expect(unknown.every((value) => value === 0)).toBe(true);
    expect(missing).toEqual(unknown);
  });

  it('keeps the n-grams that tell the classes apart', () => {
    // Among all n-grams of two rows, those of `free`, `now`, `see` and `you` are of one class only.
    const encoder = fit({ width: 16, words: 1, characters: null });
    const state = encoder.toJson();
    expect(state.text.kind === 'hashed' && state.text.slots).toHaveLength(4);
  });

  it.each([
    { kind: 'hashed', width: 64 },
    { kind: 'tokens', vocabulary: 10, length: 4 },
  ])('encodes any text in the service exactly as in training: %o', (encoding) => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 8 }), (texts) => {
        const fitted = fit(encoding);
        const loaded = text.loadEncoder(JSON.parse(JSON.stringify(fitted.toJson())));
        const table = tableOf(texts);
        const batch = rowsOf(fitted, table);
        expect(batch.flat().every(Number.isFinite)).toBe(true);
        for (const [row, numbers] of batch.entries()) {
          expect(rowsOf(loaded, selectRows(table, [row]))).toEqual([numbers]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('gives the words of a text their numbers, in order, for an embedding', () => {
    const encoder = fit({ kind: 'tokens', vocabulary: 10, length: 4 });
    expect(encoder.inputShape).toEqual([4]);
    const [row = []] = rowsOf(encoder, tableOf(['free unheard-of you']));
    // free, now, see and you occur twice each: 2, 3, 4, 5. What is cut into no known word is 1.
    expect(row).toEqual([2, 1, 1, 1]);
    expect(rowsOf(encoder, tableOf(['you free']))).toEqual([[5, 2, 0, 0]]);
  });

  it('puts numbers and derived columns behind the text, standardised', () => {
    const described = withColumn(column('length', 'integer'));
    const encoder = text.fitEncoder(
      { ...train, columns: { ...train.columns, shout: [0, 1, 0, 1] } },
      described,
      { featureNames: ['shout'], encoding: { width: 16, characters: null } },
    );
    const table = { ...tableOf(['free']), rowCount: 1 };
    const [row = []] = rowsOf(encoder, {
      rowCount: 1,
      columns: { ...table.columns, length: [3], shout: [null] },
    });
    expect(row.slice(-2)).toEqual([0, 0]);
    expect(row).toHaveLength(encoder.width);
  });

  it('refuses by name what it cannot read', () => {
    expect(() => fit({}, withColumn(column('city', 'category')))).toThrow(/city is a category/);
    expect(() =>
      fit({}, { ...contract, columns: contract.columns.filter(({ name }) => name === 'label') }),
    ).toThrow(expect.objectContaining({ code: 'CONTRACT_INVALID' }));
    expect(() => fit({ kind: 'tokens' }, withColumn(column('length', 'integer')))).toThrow(
      /reads words alone, but length is a number/,
    );
    expect(() => fit({ kind: 'hashed', widht: 3 })).toThrow(/widht/);
    expect(() =>
      fit({}, contract, { ...train, columns: { ...train.columns, message: [] } }),
    ).toThrow(expect.objectContaining({ code: 'DATA_UNUSABLE' }));
    expect(() => text.loadEncoder({ task: 'tabular' })).toThrow(
      expect.objectContaining({ code: 'BUNDLE_BROKEN' }),
    );
  });

  it('measures length, characters and unknown words of each text', async () => {
    const encoder = fit();
    const values = await encoder.measure(tableOf(['FREE prize 12', 'quux', '', null]));
    expect(encoder.measured.map(({ name }) => name)).toEqual(Object.keys(values));
    expect(values['message: characters']).toEqual([13, 4, 0, null]);
    expect(values['message: words']).toEqual([3, 1, 0, null]);
    expect(values['message: digits']?.[0]).toBeCloseTo(2 / 13);
    expect(values['message: capitals']?.[0]).toBeCloseTo(4 / 13);
    expect(values['message: new words']).toEqual([1 / 3, 1, null, null]);
  });

  it('represents texts of one language nearer to each other than to those of another', async () => {
    const { width, values } = fit().represent(
      tableOf([
        'The weather in the north was colder than they had thought',
        'They thought that the others were there with the weather',
        'Das Wetter im Norden war kälter als sie gedacht hatten',
      ]),
    );
    const dot = (a: number, b: number) => {
      let sum = 0;
      for (let at = 0; at < width; at++) {
        sum += (values[a * width + at] ?? 0) * (values[b * width + at] ?? 0);
      }
      return sum;
    };
    expect(dot(0, 0)).toBeCloseTo(1, 5);
    expect(dot(0, 1)).toBeGreaterThan(dot(0, 2));
  });

  it('encodes one text in well under a millisecond', () => {
    const encoder = fit();
    const table = tableOf(['free entry in a weekly competition to win, call 08712 now '.repeat(3)]);
    const out = new Float32Array(encoder.width);
    for (let warm = 0; warm < 200; warm++) encoder.encode(table).write(0, out, 0);
    const startedMs = performance.now();
    for (let run = 0; run < 200; run++) encoder.encode(table).write(0, out, 0);
    expect((performance.now() - startedMs) / 200).toBeLessThan(0.5);
  });
});
