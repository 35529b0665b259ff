import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ColumnSummary, FileProfile } from './file-profile.ts';
import { csvOf, profileText } from './profile-text.fixture.ts';

function column(profile: FileProfile, name: string): ColumnSummary {
  const found = profile.columns.find((summary) => summary.name === name);
  if (found === undefined) throw new RangeError(name);
  return found;
}

const people = 'name,age\nJürgen,31\nZoë,28\nAndré,45\n';

describe('profileFile', () => {
  it('sums up numbers, words, truth values and missing cells', async () => {
    const text = 'x,word,flag\n1,a,true\n2.5,b,FALSE\n,a,\n-4,a,True\n';
    const profile = await profileText(text);
    expect(profile.rows).toBe(4);
    expect(profile.sha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect(profile.bytes).toBe(text.length);
    expect(column(profile, 'x')).toMatchObject({
      kind: 'number',
      count: 3,
      missing: 1,
      distinct: 3,
      minimum: -4,
      maximum: 2.5,
    });
    expect(column(profile, 'x').mean).toBeCloseTo(-1 / 6, 12);
    expect(column(profile, 'x').std).toBeCloseTo(Math.sqrt((1 + 6.25 + 16) / 3 - 1 / 36), 12);
    expect(column(profile, 'word')).toMatchObject({
      kind: 'text',
      values: [
        { value: 'a', count: 3 },
        { value: 'b', count: 1 },
      ],
    });
    expect(column(profile, 'flag')).toMatchObject({ kind: 'boolean', distinct: 2, missing: 1 });
    expect(profile.canonical).toBe(true);
  });

  it.each([';', '\t', '|', ','])('finds the delimiter %j', async (delimiter) => {
    const profile = await profileText(people.replaceAll(',', delimiter));
    expect(profile.dialect?.delimiter).toBe(delimiter);
    expect(profile.columns.map(({ name }) => name)).toEqual(['name', 'age']);
  });

  it('is not misled by commas in the text of a semicolon file', async () => {
    const profile = await profileText('note;x\n"a, b, c";1,5\n"d, e";2,5\n"f";3,0\n');
    expect(profile.dialect?.delimiter).toBe(';');
    expect(column(profile, 'x')).toMatchObject({ kind: 'number', reading: 'comma', maximum: 3 });
  });

  it.each([
    ['utf-8', false, Buffer.from(people)],
    ['utf-8', true, Buffer.from(`\ufeff${people}`)],
    ['utf-16le', true, Buffer.from(`\ufeff${people}`, 'utf16le')],
    ['utf-16be', true, Buffer.from(`\ufeff${people}`, 'utf16le').swap16()],
    ['utf-16le', false, Buffer.from(people, 'utf16le')],
    ['windows-1252', false, Buffer.from(people, 'latin1')],
  ])('reads %s (byte order mark: %s)', async (encoding, byteOrderMark, bytes) => {
    const profile = await profileText(bytes);
    expect(profile.dialect).toMatchObject({ encoding, byteOrderMark });
    expect(profile.columns.map(({ name }) => name)).toEqual(['name', 'age']);
    expect(profile.sample.columns[0]).toEqual(['Jürgen', 'Zoë', 'André']);
    expect(profile.canonical).toBe(encoding === 'utf-8' && !byteOrderMark);
    expect(profile.bytes).toBe(bytes.length);
  });

  it('finds a Latin-1 letter in the last of many rows', async () => {
    const text = `${csvOf('a,b', 200_000, (index) => [index, 'word'])}1,Müller\n`;
    const profile = await profileText(Buffer.from(text, 'latin1'));
    expect(profile.encoding).toBe('windows-1252');
    expect(profile.rows).toBe(200_001);
  });

  it.each(['?', 'NA', 'N/A', 'null', '-', 'nan', 'NaN', '#N/A', 'None'])(
    'takes %s for missing where it alone keeps a column from being numeric',
    async (token) => {
      const profile = await profileText(`x,word\n1,${token}\n${token},a\n3,b\n`);
      expect(column(profile, 'x')).toMatchObject({
        kind: 'integer',
        count: 2,
        missing: 1,
        missingTokens: [token],
        canonical: false,
      });
      expect(column(profile, 'word')).toMatchObject({ kind: 'text', count: 3, missing: 0 });
    },
  );

  it('takes a column of nothing but missing tokens for empty', async () => {
    const profile = await profileText('x,y\nNA,1\n,2\n');
    expect(column(profile, 'x')).toMatchObject({ kind: 'empty', count: 0, missing: 2 });
  });

  it('reads the file again when late rows contradict the first thousand', async () => {
    const text = csvOf('number,date,comma,word,late', 1500, (index) => [
      index === 1400 ? 'oops' : index,
      index === 1400 ? '31/12/2024' : '03/04/2024',
      index === 1400 ? '"1,5"' : 7,
      index === 1400 ? 12 : 'x',
      index < 1200 ? '' : '2024-01-05',
    ]);
    const profile = await profileText(text);
    expect(column(profile, 'number')).toMatchObject({ kind: 'text', distinct: 1500 });
    expect(column(profile, 'date')).toMatchObject({ kind: 'date', reading: 'dayFirst' });
    expect(column(profile, 'comma')).toMatchObject({ kind: 'number', reading: 'comma' });
    expect(column(profile, 'word')).toMatchObject({ kind: 'text', distinct: 2 });
    expect(column(profile, 'late')).toMatchObject({ kind: 'date', count: 300, missing: 1200 });
  });

  it('tells dates from timestamps and notes when days and months could be swapped', async () => {
    const profile = await profileText(
      'a,b,c\n2024-01-31,2024-01-31T10:00:00,01/02/2024\n2024-02-01,2024-02-01,03/04/2024\n',
    );
    expect(column(profile, 'a')).toMatchObject({ kind: 'date', canonical: true });
    expect(column(profile, 'b')).toMatchObject({ kind: 'timestamp', canonical: false });
    expect(column(profile, 'c')).toMatchObject({ dayMonthAmbiguous: true, reading: 'monthFirst' });
    expect(column(profile, 'a').minimum).toBe(Date.UTC(2024, 0, 31));
  });

  it('counts duplicate rows by value, not by spelling', async () => {
    const profile = await profileText('x,y\n1,a\n1.0,a\n1,b\n1,a\n');
    expect(profile.distinctRows).toBe(2);
  });

  it('samples the same rows for the same seed, all of them from a small file', async () => {
    const text = csvOf('x,y', 20_000, (index) => [index, index % 7]);
    const [a, b, c] = [
      await profileText(text),
      await profileText(text),
      await profileText(text, 'd.csv', { seed: 8 }),
    ];
    expect(a.sample.rowNumbers).toHaveLength(5000);
    expect(a.sample).toEqual(b.sample);
    expect(a.sample.rowNumbers).not.toEqual(c.sample.rowNumbers);
    a.sample.rowNumbers.forEach((row, index) => {
      expect(a.sample.columns[0]?.[index]).toBe(row - 1);
    });
  });

  it('reads a part of a data set as an earlier part was read', async () => {
    const train = await profileText('d,y\n31/12/2024,1\n01/02/2024,2\n');
    const test = await profileText('d,y\n03/04/2024,1\n', 'test.csv', { like: train });
    expect(column(test, 'd').reading).toBe('dayFirst');
  });

  it('takes the quotes of a tab-separated file for letters when they do not pair', async () => {
    const profile = await profileText('label\ttext\nham\t"Go" until\nspam\t"win\n');
    expect(profile.dialect).toMatchObject({ delimiter: '\t', quotes: false });
    expect(profile.sample.columns[1]).toEqual(['"Go" until', '"win']);
  });

  it('finds keys that first appear late in JSON lines', async () => {
    const lines = Array.from({ length: 1500 }, (_, i) => (i === 1400 ? '{"b":1}' : `{"a":${i}}`));
    const profile = await profileText(lines.join('\n'), 'd.jsonl');
    expect(profile.columns.map(({ name, count }) => [name, count])).toEqual([
      ['a', 1499],
      ['b', 1],
    ]);
  });

  it('reads JSON lines, whose keys may come and go', async () => {
    const profile = await profileText(
      '{"a":1,"b":"x"}\n\n{"b":"y","c":true}\n{"a":null}\n',
      'd.jsonl',
    );
    expect(profile).toMatchObject({ format: 'jsonl', rows: 3, canonical: true });
    expect(column(profile, 'a')).toMatchObject({ kind: 'integer', count: 1, missing: 2 });
    expect(column(profile, 'c')).toMatchObject({ kind: 'boolean', count: 1 });
  });

  it.each(['{"a":"1"}\n{"a":"2"}\n', '{"a":""}\n{"a":"x"}\n', '{"a":1}\n{"a":"x"}\n'])(
    'does not call %j canonical: its stored types are not what it holds',
    async (text) => {
      expect((await profileText(text, 'd.jsonl')).canonical).toBe(false);
    },
  );
});
