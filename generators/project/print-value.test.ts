import { describe, expect, it } from 'vitest';
import { printValue } from './print-value.ts';

describe('printValue', () => {
  it('prints nested objects over lines and plain ones in one', () => {
    expect(printValue({ rowCount: { min: 500 }, missing: { max: 0, columns: { age: 0.3 } } })).toBe(
      '{\n  rowCount: { min: 500 },\n  missing: {\n    max: 0,\n    columns: { age: 0.3 },\n  },\n}',
    );
  });

  it('gives each of several lists a line of its own, and one list none', () => {
    expect(printValue({ words: [['a', 'b']] })).toBe("{\n  words: [['a', 'b']],\n}");
    expect(
      printValue({
        words: [
          ['a', 'b'],
          ['c', 'd'],
        ],
      }),
    ).toBe("{\n  words: [\n    ['a', 'b'],\n    ['c', 'd'],\n  ],\n}");
  });

  it('takes letters of any language for a name, and a prototype for none', () => {
    expect(printValue({ Fläche: 1, 名前: 2, '🙂': 3 })).toBe(
      "{\n  Fläche: 1,\n  名前: 2,\n  '🙂': 3,\n}",
    );
    expect(printValue(Object.fromEntries([['__proto__', 1]]))).toBe("{\n  ['__proto__']: 1,\n}");
  });

  it('gives text that is too long for its line one of its own', () => {
    const long = 'x'.repeat(90);
    expect(printValue({ column: long })).toBe(`{\n  column:\n    '${long}',\n}`);
  });

  it('quotes keys only where they must be, and the safer way round', () => {
    expect(printValue({ 'monthly spend': 1, ok: "it's" })).toBe(
      `{\n  'monthly spend': 1,\n  ok: "it's",\n}`,
    );
  });

  it('gives back the same value whatever is in it', () => {
    const hostile = {
      __proto__x: 'a\\',
      "'; process.exit(1); '": [['\n*/ `$', '{1}`'].join(''), '"', "'", '\u2028', 'ä𝄞', ''],
      deep: { list: [1, -0.5, null, true], more: { more: 'x'.repeat(120) } },
    };
    const back: unknown = new Function(`return ${printValue(hostile)}`)();
    expect(back).toEqual(hostile);
  });
});
