import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DatasetLock } from '@create-mlops/contracts';
import { type ImageSet, imageIndexes, imageLock, readImageSet } from '@create-mlops/dataset/import';
import { readArchive } from '../read-archive.ts';
import type { Form, FormInput } from './form.ts';

/** Pictures and labels in IDX files: those of the data, then those of the official test split. */
export const idx: Form = async (input) => {
  const { fetched, source } = input;
  const placeOf = (part: string, kind: string) => {
    const found = fetched.find(
      ({ download, path }) => download.part === part && basename(path).includes(kind),
    );
    if (found === undefined)
      throw new RangeError(`${source.name} names no ${kind} of its ${part}.`);
    return found.path;
  };
  // The cache holds each file in a folder of its own; labels are looked for beside their pictures.
  for (const { path } of fetched) copyFileSync(path, join(input.work, basename(path)));
  const inWork = (path: string) => join(input.work, basename(path));
  const set = await readImageSet(inWork(placeOf('data', 'images')), {
    test: inWork(placeOf('test', 'images')),
  });
  return takeInPictures(input, set);
};

/** The batches of the binary version, as the archive holds them. */
export const cifar10: Form = async (input) => {
  const folder = join(input.work, 'cifar-10');
  mkdirSync(folder);
  for (const { path } of input.fetched) {
    await readArchive(
      path,
      ({ name }) => /(data_batch_\d+\.bin|test_batch\.bin|batches\.meta\.txt)$/.test(name),
      (name, bytes) => writeFileSync(join(folder, basename(name)), bytes),
    );
  }
  return takeInPictures(input, await readImageSet(folder));
};

/** The archives as they are and the indexes of their pictures; where they came from stands in source.json. */
function takeInPictures({ raw, source, target }: FormInput, set: ImageSet): DatasetLock {
  for (const [name, csv] of imageIndexes(set, target)) writeFileSync(join(raw, name), csv);
  for (const { path, source: from } of set.files) copyFileSync(from, join(raw, path));
  return { ...imageLock(set, { target }), capturedAt: source.publishedAt };
}
