import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { pngBytes } from '../../../test/picture-bytes.ts';
import { verifyLock } from '../../verify-lock.ts';
import { imageIndexes, imageLock } from './image-lock.ts';
import { readImageSet } from './read-image-set.ts';
import { type Relocked, relockImages } from './relock-images.ts';

describe('relockImages', () => {
  let directory = '';
  let before: Relocked['lock'];
  const put = (path: string, content: Uint8Array | string) => {
    const place = join(directory, 'raw', ...path.split('/'));
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
  };
  const index = () => readFileSync(join(directory, 'raw', 'images.csv'), 'utf8');
  const relock = () =>
    relockImages({ directory, before, columns: { image: 'image', target: 'label' } });

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'relock-'));
    for (const path of ['cat/1.png', 'cat/2.png', 'dog/1.png', 'dog/2.png']) {
      put(path, pngBytes(4, 4, { mark: path }));
    }
    const set = await readImageSet(join(directory, 'raw'));
    before = imageLock(set);
    for (const [name, csv] of imageIndexes(set)) put(name, csv);
  });

  it('changes nothing where nothing changed', async () => {
    const { lock, changes } = await relock();
    expect(lock.files).toEqual(before.files);
    expect(changes).toEqual([]);
    await expect(verifyLock(directory, before)).resolves.toBeUndefined();
  });

  it('keeps edited labels, drops what is gone and labels new pictures as their folder', async () => {
    put('images.csv', index().replace('cat/1.png,cat', 'cat/1.png,dog'));
    rmSync(join(directory, 'raw', 'dog', '2.png'));
    put('dog/3.png', pngBytes(4, 4, { mark: 'new' }));
    put('owl/1.png', pngBytes(4, 4, { mark: 'owl' }));
    await expect(verifyLock(directory, before)).rejects.toMatchObject({ code: 'LOCK_MISMATCH' });
    const { lock, changes } = await relock();
    const labels = index()
      .trim()
      .split('\n')
      .map((line) => line.split(',').slice(0, 2).join(' '));
    expect(labels).toEqual([
      'image label',
      'cat/1.png dog',
      'cat/2.png cat',
      'dog/1.png dog',
      'dog/3.png dog',
      'owl/1.png owl',
    ]);
    expect(changes).toEqual(['1 pictures are gone.', '2 pictures are new.']);
    expect(lock.classes).toEqual({ cat: 1, dog: 3, owl: 1 });
    await expect(verifyLock(directory, lock)).resolves.toBeUndefined();
  });

  it('still knows where unchanged pictures came from, and forgets it for changed ones', async () => {
    before = imageLock(await readImageSet(join(directory, 'raw')), { location: '../pets' });
    const folder = async () =>
      (await relock()).lock.files.find(({ format }) => format === 'folder');
    expect((await folder())?.source?.location).toBe('../pets');
    put('cat/1.png', pngBytes(4, 4, { mark: 'changed' }));
    expect(await folder()).not.toHaveProperty('source');
  });

  it('does not bring back a row that was taken out of the index', async () => {
    put('images.csv', index().replace(/cat\/1\.png.*\n/, ''));
    const { lock } = await relock();
    expect(lock.files[0]?.rows).toBe(3);
    expect(index()).not.toContain('cat/1.png');
  });

  it('sees a picture that was changed, and writes what it is now', async () => {
    put('cat/1.png', pngBytes(4, 4, { mark: 'changed' }));
    await expect(verifyLock(directory, before)).rejects.toMatchObject({ code: 'LOCK_MISMATCH' });
    const was = index();
    const { lock } = await relock();
    expect(index()).not.toBe(was);
    await expect(verifyLock(directory, lock)).resolves.toBeUndefined();
  });

  it('keeps the row of a picture that can no longer be read: the checks say so', async () => {
    put('cat/1.png', pngBytes(4, 4).subarray(0, 36));
    const { lock, changes } = await relock();
    expect(lock.files[0]?.rows).toBe(4);
    expect(changes[0]).toMatch(/Not readable: 1 cut off \(cat\/1\.png\)/);
  });

  it('refuses new pictures whose label does not follow from their folder', async () => {
    put('lonely.png', pngBytes(4, 4, { mark: 'lonely' }));
    await expect(relock()).rejects.toMatchObject({
      message: expect.stringMatching(/1 new pictures have no label .*lonely\.png/),
    });
  });
});
