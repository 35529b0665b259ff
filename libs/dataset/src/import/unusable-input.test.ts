import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ImportError } from './import-error.ts';
import { inferContract } from './infer-contract.ts';
import { profileFile } from './profile-file.ts';
import { csvOf, profileText, withFile } from './profile-text.fixture.ts';

async function failure(work: () => Promise<unknown>): Promise<ImportError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ImportError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

const good = (rows: number) => csvOf('x,y', rows, (index) => [index * 1.5, index % 2]);

async function inferText(text: string, target: string) {
  const profile = await profileText(text);
  return inferContract(profile, { target });
}

describe('a file that cannot be read', () => {
  it('is not there', async () => {
    const error = await failure(() => profileFile('nowhere/houses.csv'));
    expect(error.code).toBe('FILE_NOT_FOUND');
    expect(error.message).toContain('nowhere/houses.csv');
  });

  it('is a folder', async () => {
    const error = await failure(() => withFile('', (_, directory) => profileFile(directory)));
    expect(error.code).toBe('FILE_UNREADABLE');
  });

  it.each<[string, string | Uint8Array, string, string]>([
    ['empty', '', 'DATA_UNUSABLE', 'data.csv is empty.'],
    ['white space', '\n\n  \n', 'DATA_UNUSABLE', 'nothing but white space'],
    ['header only', 'a,b,c\n', 'DATA_UNUSABLE', 'a header line and no rows'],
    ['binary', Buffer.from([1, 2, 0, 0, 7, 0, 9, 250, 0, 1]), 'FORMAT_UNSUPPORTED', 'binary'],
    ['xlsx', Buffer.from('PK\u0003\u0004rest'), 'FORMAT_UNSUPPORTED', '.xlsx'],
    ['gzip', gzipSync('a,b\n1,2\n'), 'FORMAT_UNSUPPORTED', 'gzip'],
    ['JSON array', '[{"a": 1}]', 'FORMAT_UNSUPPORTED', 'one JSON array'],
    [
      'duplicate header',
      'a,b,a\n1,2,3\n',
      'DATA_UNUSABLE',
      'Columns 1 and 3 of data.csv are both named "a"',
    ],
    ['headers but for case', 'a,A\n1,2\n', 'DATA_UNUSABLE', 'differ by case alone'],
    ['empty header', 'a,,c\n1,2,3\n', 'DATA_UNUSABLE', 'Column 2 of data.csv has no name'],
    ['__proto__', 'a,__proto__\n1,2\n', 'DATA_UNUSABLE', '__proto__'],
    ['no header', '5.1,3.5,setosa\n4.9,3.0,setosa\n', 'DATA_UNUSABLE', 'looks like data'],
    [
      'ragged',
      'a,b\n1,2\n3\n',
      'DATA_UNUSABLE',
      'Line 3 of data.csv has 1 cell, but the header names 2',
    ],
    ['too long a line', 'a,b\n1,2\n3,4,5\n', 'DATA_UNUSABLE', 'Line 3 of data.csv has 3 cells'],
    [
      'open quote',
      'a,b\n1,"2\n3,4\n',
      'DATA_UNUSABLE',
      'A quote opened on line 2 is never closed.',
    ],
    ['broken JSON line', '{"a":1}\n{"a":\n', 'DATA_UNUSABLE', 'Line 2 of data.csv is not JSON'],
    ['nested JSON', '{"a":1}\n{"a":{"b":1}}\n', 'DATA_UNUSABLE', '"a" holds a list or an object'],
    ['false Parquet', 'PAR1 but no more', 'FORMAT_UNSUPPORTED', 'cannot be read as Parquet'],
  ])('%s', async (_, content, code, message) => {
    const error = await failure(() => profileText(content));
    expect(error.message).toContain(message);
    expect(error.code).toBe(code);
    expect(error.hint).not.toBe('');
  });

  it('says how to drop the index that pandas wrote', async () => {
    const error = await failure(() => profileText(',a,b\n0,1,2\n'));
    expect(error.hint).toContain('index=False');
  });

  it('accepts years and running numbers as names', async () => {
    const profile = await profileText('country,1990,1991\nFR,1.5,2\n');
    expect(profile.columns).toHaveLength(3);
  });
});

describe('a target that cannot be predicted', () => {
  it('has another name', async () => {
    const error = await failure(() => inferText(good(30), 'Y'));
    expect(error.code).toBe('COLUMN_UNKNOWN');
    expect(error.message).toBe('data.csv has no column named Y; did you mean y?');
    expect(error.hint).toBe('Its columns are: x, y.');
  });

  it('is not named', async () => {
    const error = await failure(() => inferText(good(30), ''));
    expect(error).toMatchObject({ code: 'USAGE' });
    expect(error.hint).toContain('x, y');
  });

  it('has no header line above it', async () => {
    const text = csvOf('ham,Go until jurong point crazy available only', 30, () => ['spam', 'win']);
    const error = await failure(() => inferText(text, 'label'));
    expect(error.hint).toContain('add a header line');
  });

  it.each<[string, string, string]>([
    ['is empty', csvOf('x,y', 30, (index) => [index, '']), 'no value in any row'],
    ['is NA', csvOf('x,y', 30, (index) => [index, 'NA']), 'no value in any row'],
    ['has one class', csvOf('x,y', 30, (index) => [index, 'a']), 'is a in every row'],
    ['never changes', csvOf('x,y', 30, (index) => [index, 2.5]), 'is 2.5 in every row'],
    [
      'is all words',
      csvOf('x,y', 30, (index) => [index * 0.5, `w${index}`]),
      '30 classes, 30 of them with one row each',
    ],
    [
      'has too many classes',
      csvOf('x,y', 900, (index) => [index, `w${index % 300}`]),
      'has 300 different values in 900 rows',
    ],
    ['is a date', csvOf('x,y', 28, (index) => [index, `2024-02-${index + 1}`]), 'holds dates'],
  ])('%s', async (_, text, message) => {
    const error = await failure(() => inferText(text, 'y'));
    expect(error.message).toContain(message);
    expect(error.code).toBe('TARGET_UNUSABLE');
  });
});

describe('data that nothing can be learned from', () => {
  it('has five rows', async () => {
    const error = await failure(() => inferText(good(5), 'y'));
    expect(error).toMatchObject({ code: 'DATA_UNUSABLE' });
    expect(error.message).toContain('5 rows; at least 20');
    expect((await inferText(good(20), 'y')).rows).toBe(20);
  });

  it('has no column besides the target', async () => {
    const error = await failure(() =>
      inferText(
        csvOf('y', 30, (index) => [index % 2]),
        'y',
      ),
    );
    expect(error.message).toContain('no other column');
  });

  it('has nothing but leaks and ids besides the target', async () => {
    const text = csvOf('id,y,z', 30, (index) => [index, index % 2, index % 2]);
    const error = await failure(() => inferText(text, 'y'));
    expect(error.message).toContain('ids, times or leaks');
  });
});

describe('an official test file', () => {
  const data = csvOf('x,y', 40, (index) => [index * 1.5, index % 2 === 0 ? 'a' : 'b']);

  async function inferWithTest(test: string) {
    const profile = await profileText(data);
    return inferContract(profile, { target: 'y', test: await profileText(test, 'test.csv') });
  }

  it.each<[string, string, string]>([
    ['lacks the target', 'x\n1\n', 'TARGET_UNUSABLE'],
    ['has no value of the target', 'x,y\n1,\n', 'TARGET_UNUSABLE'],
    ['lacks a column', 'y\na\n', 'DATA_UNUSABLE'],
    ['has a column more', 'x,y,z\n1,a,2\n', 'DATA_UNUSABLE'],
    ['holds words for numbers', 'x,y\nlow,a\n', 'DATA_UNUSABLE'],
  ])('%s', async (_, test, code) => {
    expect((await failure(() => inferWithTest(test))).code).toBe(code);
  });

  it('widens the contract', async () => {
    const inferred = await inferWithTest('y,x\na,1000\nb,\n');
    expect(inferred.columns[0]).toMatchObject({
      name: 'x',
      kind: 'number',
      nullable: true,
      maximum: 1100,
    });
  });
});
