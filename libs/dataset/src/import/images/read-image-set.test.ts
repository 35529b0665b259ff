import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cifarBytes, idxBytes, idxLabelBytes, pngBytes } from '../../../test/picture-bytes.ts';
import { readImageSet } from './read-image-set.ts';

type Files = Readonly<Record<string, Uint8Array | string>>;

function folderOf(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
  for (const [path, content] of Object.entries(files)) {
    const place = join(folder, ...path.split('/'));
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
  }
  return folder;
}

let number = 0;
const picture = () => pngBytes(8, 6, { mark: `picture ${number++}` });
const classes = (prefix = ''): Files => ({
  [`${prefix}cat/1.png`]: picture(),
  [`${prefix}cat/2.png`]: picture(),
  [`${prefix}dog/1.png`]: picture(),
  [`${prefix}dog/deep/2.png`]: picture(),
});
const labels = (images: readonly { readonly reference: string; readonly label: string }[]) =>
  Object.fromEntries(images.map(({ reference, label }) => [reference, label]));

describe('readImageSet', () => {
  it('takes sub-folders for classes and passes over what systems leave behind', async () => {
    const set = await readImageSet(
      folderOf({
        ...classes(),
        '.DS_Store': 'x',
        'cat/Thumbs.db': 'x',
        '__MACOSX/cat/._1.png': 'x',
        'notes.txt': 'x',
      }),
    );
    expect(labels(set.images)).toEqual({
      'cat/1.png': 'cat',
      'cat/2.png': 'cat',
      'dog/1.png': 'dog',
      'dog/deep/2.png': 'dog',
    });
    expect(set).toMatchObject({ kind: 'folder', test: null, warnings: [] });
  });

  it('never takes train, val and test for classes: test is the test split, the others are the data', async () => {
    const set = await readImageSet(
      folderOf({ ...classes('train/'), ...classes('val/'), ...classes('test/') }),
    );
    expect(set.images).toHaveLength(8);
    expect(new Set(set.images.map(({ label }) => label))).toEqual(new Set(['cat', 'dog']));
    expect(set.test?.every(({ reference }) => reference.startsWith('test/'))).toBe(true);
  });

  it('holds val back where there is no test', async () => {
    const set = await readImageSet(folderOf({ ...classes('train/'), ...classes('val/') }));
    expect(set.test?.map(({ reference }) => reference.split('/')[0])).toEqual(Array(4).fill('val'));
    expect(set.notes[0]).toContain('val is the test split');
  });

  it('reads a labels.csv with headers as people write them, and says what is left over', async () => {
    const set = await readImageSet(
      folderOf({
        'labels.csv':
          'filename;class\na.png;"red; bright"\nb.png;blue\nc.png;blue\nd.png;red; bright\nlost.png;blue\n'.replace(
            'd.png;red; bright',
            'd.png;"red; bright"',
          ),
        'a.png': picture(),
        'b.png': picture(),
        'c.png': picture(),
        'd.png': picture(),
        'e.png': picture(),
      }),
    );
    expect(labels(set.images)).toEqual({
      'a.png': 'red; bright',
      'b.png': 'blue',
      'c.png': 'blue',
      'd.png': 'red; bright',
    });
    expect(set.warnings.join(' ')).toMatch(/1 rows .*lost\.png.*1 pictures have no label.*e\.png/);
  });

  it('counts and names what it cannot read, with a cure for HEIC', async () => {
    const set = await readImageSet(
      folderOf({
        ...classes(),
        'cat/3.heic': Buffer.from('\0\0\0\x18ftypheic', 'latin1'),
        'cat/4.png': pngBytes(8, 8).subarray(0, 36),
        'dog/5.jpg': 'no picture',
      }),
    );
    expect(set.images).toHaveLength(4);
    expect(set.warnings[0]).toMatch(/3 files were left out/);
    expect(set.warnings[0]).toMatch(/1 HEIC \(cat\/3\.heic\); save them as JPEG/);
    expect(set.warnings[0]).toMatch(/1 cut off \(cat\/4\.png\)/);
  });

  it('reads an IDX file with the labels beside it, plain or gzipped', async () => {
    const folder = folderOf({
      't10k-images-idx3-ubyte.gz': idxBytes(4, 4, 4),
      't10k-labels-idx1-ubyte': idxLabelBytes([7, 3, 7, 3]),
    });
    const set = await readImageSet(join(folder, 't10k-images-idx3-ubyte.gz'));
    expect(labels(set.images)).toEqual({
      't10k-images-idx3-ubyte.gz#0': '7',
      't10k-images-idx3-ubyte.gz#1': '3',
      't10k-images-idx3-ubyte.gz#2': '7',
      't10k-images-idx3-ubyte.gz#3': '3',
    });
    expect(set.files.map(({ path }) => path)).toHaveLength(2);
  });

  it('reads the batches of CIFAR-10 with their official test split and class names', async () => {
    const batch = (first: number) =>
      cifarBytes([0, 0, 1, 1].map((label, at) => [label, first + at, 0, 0] as const));
    const set = await readImageSet(
      folderOf({
        'data_batch_1.bin': batch(0),
        'data_batch_2.bin': batch(9),
        'test_batch.bin': batch(99),
      }),
    );
    expect(set.images.map(({ label }) => label).slice(0, 4)).toEqual([
      'airplane',
      'airplane',
      'automobile',
      'automobile',
    ]);
    expect(set.test).toHaveLength(4);
  });

  it.each<[string, Files, string | null, RegExp]>([
    ['an empty folder', {}, null, /is empty/],
    ['a folder without pictures', { 'a/b.txt': 'x' }, null, /no picture that can be read/],
    [
      'a single class',
      { 'cat/1.png': picture(), 'cat/2.png': picture() },
      null,
      /of one class, cat/,
    ],
    [
      'pictures without labels',
      { '1.png': picture(), '2.png': picture() },
      null,
      /nothing says what they show/,
    ],
    [
      'a class of one picture',
      { ...classes(), 'owl/1.png': picture() },
      null,
      /owl .* only one picture/,
    ],
    [
      'an IDX file without labels',
      { 'x-images-idx3-ubyte': idxBytes(2, 4, 4) },
      'x-images-idx3-ubyte',
      /labels are not beside it/,
    ],
    [
      'labels of another file',
      { 'x-images-idx3-ubyte': idxBytes(2, 4, 4), 'x-labels-idx1-ubyte': idxLabelBytes([1]) },
      'x-images-idx3-ubyte',
      /2 pictures, but x-labels-idx1-ubyte 1 labels/,
    ],
    ['a table', { 'a.csv': 'x,y\n1,2\n' }, 'a.csv', /no IDX or CIFAR file/],
    ['what is not there', {}, 'nothing.gz', /There is no/],
    [
      'a labels.csv of other columns',
      { 'labels.csv': 'a,b\n1,2\n', '1.png': picture() },
      null,
      /which one names the picture/,
    ],
  ])('refuses %s with what to do', async (_, files, file, message) => {
    const folder = folderOf(files);
    const place = file === null ? folder : join(folder, file);
    await expect(readImageSet(place)).rejects.toMatchObject({
      name: 'ImportError',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/./),
    });
  });
});
