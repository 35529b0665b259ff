import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readTexts } from './read-texts.ts';

const folder = mkdtempSync(join(tmpdir(), 'texts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
function file(name: string, content: string | Buffer): string {
  const path = join(folder, String(count++), name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}
const repeat = (lines: readonly string[], times: number) =>
  Array.from({ length: times }, (_, index) =>
    lines.map((line) => line.replaceAll('#', String(index))),
  )
    .flat()
    .join('\n');

/** As the SMS spam collection is: no header, tabs, quotes that pair with nothing. */
const messages = repeat(
  ['ham\t"See you at #, she said', 'spam\tWin £# now, call "08712', 'ham\tok lar… joking #'],
  4,
);

describe('readTexts', () => {
  it('works out a file without a header, and leaves its quotes alone', async () => {
    const source = await readTexts(file('sms.tsv', `${messages}\n`));
    expect(source.texts).toHaveLength(12);
    expect(source.texts[0]).toEqual({ label: 'ham', text: '"See you at 0, she said' });
    expect(source.texts[1]).toEqual({ label: 'spam', text: 'Win £0 now, call "08712' });
    expect([source.textColumn, source.targetColumn]).toEqual(['text', 'label']);
    expect(source.notes[0]).toBe(
      'sms.tsv has no header line: column 2 holds the texts and is called text, column 1 holds the labels and is called label.',
    );
  });

  it('calls the columns of such a file as it is told', async () => {
    const path = file('sms.tsv', messages);
    const source = await readTexts(path, { text: 'message', target: 'kind' });
    expect([source.textColumn, source.targetColumn]).toEqual(['message', 'kind']);
    expect(source.texts).toHaveLength(12);
  });

  it('reads quoted CSV with a header, line breaks inside texts, and other columns', async () => {
    const rows = repeat(
      ['#,"Good, really good\r\nI say",positive', '#,"Bad ""thing"" #",negative'],
      6,
    );
    const source = await readTexts(file('reviews.csv', `id,review,sentiment\n${rows}\n`));
    expect(source.texts[0]).toEqual({ label: 'positive', text: 'Good, really good\nI say' });
    expect(source.texts[1]).toEqual({ label: 'negative', text: 'Bad "thing" 0' });
    expect(source.notes).toEqual([
      'The texts are in review, the labels in sentiment.',
      'Not read: id.',
    ]);
  });

  it('reads tab-separated quotes where every one of them closes', async () => {
    const rows = repeat(['"a ""good"" one #"\tyes', '"a bad one #"\tno'], 5);
    const source = await readTexts(file('quoted.tsv', `text\tlabel\n${rows}\n`));
    expect(source.texts[0]?.text).toBe('a "good" one 0');
  });

  it('reads JSONL, and says which rows it left out', async () => {
    const rows = repeat(
      ['{"body":"a good thing #","y":"yes"}', '{"body":"a bad thing #","y":"no"}'],
      5,
    );
    const path = file('rows.jsonl', `${rows}\n{"body":"  ","y":"no"}\n{"body":"lost","y":null}\n`);
    const source = await readTexts(path, { text: 'body' });
    expect(source.texts).toHaveLength(10);
    expect(source.notes.slice(-2)).toEqual([
      '1 row without a text in body left out.',
      '1 row without a value of y left out.',
    ]);
  });

  it('reads what is not UTF-8 as Windows-1252', async () => {
    const rows = repeat(['gut,schöne Sache #', 'schlecht,üble Sache #'], 5);
    const path = file('latin.csv', Buffer.from(`label,text\n${rows}\n`, 'latin1'));
    expect((await readTexts(path)).texts[0]?.text).toBe('schöne Sache 0');
  });

  it('reads a folder per class below train and test, and leaves unlabelled texts aside', async () => {
    const top = join(folder, 'aclImdb');
    for (const [path, text] of [
      ['train/pos/0_9.txt', 'A good film'],
      ['train/pos/.DS_Store', 'x'],
      ['train/neg/1_2.txt', Buffer.from('Ein schöner Reinfall', 'latin1')],
      ['train/neg/2_1.txt', '  '],
      ['train/unsup/3_0.txt', 'Who knows'],
      ['train/labeledBow.feat', '1 2 3'],
      ['test/pos/0_8.txt', 'Another good film'],
      ['test/neg/0_1.txt', 'Bad again'],
    ] as const) {
      mkdirSync(dirname(join(top, path)), { recursive: true });
      writeFileSync(join(top, path), text);
    }
    const source = await readTexts(top);
    expect(source.texts).toEqual([
      { label: 'neg', text: 'Ein schöner Reinfall' },
      { label: 'pos', text: 'A good film' },
    ]);
    expect(source.test).toEqual([
      { label: 'neg', text: 'Bad again' },
      { label: 'pos', text: 'Another good film' },
    ]);
    expect(source.notes).toEqual([
      'The classes are the folders of aclImdb: neg, pos.',
      'The texts below test are the official test split.',
      'unsup holds texts without a label and was not read.',
      '1 empty texts left out.',
      '1 texts that are not UTF-8 were read as Windows-1252.',
    ]);
  });

  it.each<[string, string, string, RegExp]>([
    ['an unknown column', 'DATA', 'COLUMN_UNKNOWN', /no column named txet; did you mean text\?/],
    ['a single column', 'just a text\nand another\n', 'DATA_UNUSABLE', /has one column/],
    ['no text', `a,b\n${repeat(['x,1', 'y,2'], 5)}\n`, 'DATA_UNUSABLE', /No column holds texts/],
    [
      'two possible targets',
      `text,a,b\n${repeat(['some words here #,x,1', 'more words there #,y,2'], 5)}\n`,
      'USAGE',
      /a, b could be it/,
    ],
    [
      'a comma that nobody quoted',
      `text,label\n${repeat(['good words here,yes', 'bad, bad words here,no'], 3)}\n`,
      'DATA_UNUSABLE',
      /Row 3 of data\.csv has 3 cells, but the first has 2/,
    ],
  ])('refuses %s by name', async (_, content, code, message) => {
    const isUnknown = content === 'DATA';
    const rows = repeat(['good words here,yes', 'bad words here,no'], 5);
    const path = file('data.csv', isUnknown ? `text,label\n${rows}\n` : content);
    const options = isUnknown ? { text: 'txet' } : {};
    await expect(readTexts(path, options)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('refuses a folder without two classes, and a path that is not there', async () => {
    const top = join(folder, 'single');
    mkdirSync(join(top, 'pos'), { recursive: true });
    writeFileSync(join(top, 'pos', 'a.txt'), 'one');
    await expect(readTexts(top)).rejects.toMatchObject({ code: 'DATA_UNUSABLE' });
    await expect(readTexts(join(folder, 'nowhere'))).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
  });
});
