import { copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { DatasetLock } from '@create-mlops/contracts';
import {
  type ImageSet,
  imageIndexes,
  imageLock,
  readImageSet,
  relockImages,
  sourceLocation,
} from '@create-mlops/dataset/import';
import type { ModelData } from './model-data.ts';

/** Pictures and their index as they lie in data/raw, or those of another folder or archive in their place. */
export async function lockPictures(
  { directory, description: { columns, target } }: ModelData,
  options: {
    readonly root: string;
    readonly before: DatasetLock;
    readonly file?: string | undefined;
    readonly label?: string | undefined;
    readonly say: (sentence: string) => void;
  },
): Promise<DatasetLock> {
  const { root, before, file, label, say } = options;
  if (file === undefined) {
    const image = columns.find(({ kind }) => kind === 'image')?.name ?? '';
    const { lock, changes } = await relockImages({
      directory,
      before,
      columns: { image, target },
      label,
    });
    for (const change of changes) say(change);
    return lock;
  }
  const set = await readImageSet(resolve(file));
  for (const warning of set.warnings) say(warning);
  replacePictures(set, directory, target);
  const wasNamed = before.files.some(({ source }) => source !== undefined);
  return imageLock(set, {
    target,
    ...(label === undefined ? {} : { label }),
    ...(wasNamed ? { location: sourceLocation(root, file) } : {}),
  });
}

function replacePictures(set: ImageSet, directory: string, target: string): void {
  const raw = join(directory, 'raw');
  const fresh = `${raw}.new`;
  rmSync(fresh, { recursive: true, force: true });
  for (const picture of set.files) {
    const place = join(fresh, ...picture.path.split('/'));
    mkdirSync(dirname(place), { recursive: true });
    copyFileSync(picture.source, place);
  }
  for (const [name, csv] of imageIndexes(set, target)) writeFileSync(join(fresh, name), csv);
  rmSync(raw, { recursive: true, force: true, maxRetries: 3 });
  renameSync(fresh, raw);
}
