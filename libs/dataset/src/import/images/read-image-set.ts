import { existsSync, statSync } from 'node:fs';
import { ImportError } from '../import-error.ts';
import type { FoundImage, ImageSet } from './image-set.ts';
import { isCifarFolder, readArchiveFile, readCifarFolder } from './read-archives.ts';
import { readImageFolder } from './read-image-folder.ts';

/** Fewer pictures of a class can be neither learned from nor tested. */
const leastPerClass = 2;
/** More classes than pictures of one are a sign that folders are no classes. */
const mostClasses = 1_000;

/**
 * Pictures with labels, wherever they come from: a folder, an IDX file, or CIFAR-10's binary files.
 *
 * @param options.labels the IDX file of the labels, where it does not lie beside the pictures.
 * @param options.test an official test split of the same kind.
 * @throws {ImportError} FILE_NOT_FOUND, FORMAT_UNSUPPORTED, FILE_UNREADABLE, DATA_UNUSABLE, TARGET_UNUSABLE.
 */
export async function readImageSet(
  source: string,
  options: { readonly labels?: string | undefined; readonly test?: string | undefined } = {},
): Promise<ImageSet> {
  for (const path of [source, options.labels, options.test]) {
    if (path === undefined || existsSync(path)) continue;
    throw new ImportError(
      'FILE_NOT_FOUND',
      `There is no ${path}.`,
      'Check the spelling; a path is seen from where the command is typed.',
    );
  }
  const set = statSync(source).isDirectory()
    ? isCifarFolder(source)
      ? readCifarFolder(source)
      : await readImageFolder(source)
    : readArchiveFile(source, options);
  requireClasses(set);
  return set;
}

/** Pictures per class, in the order of the names. */
export function countClasses(images: readonly FoundImage[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { label } of images) counts.set(label, (counts.get(label) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function requireClasses({ name, images }: ImageSet): void {
  const counts = countClasses(images);
  const [first] = counts.keys();
  if (counts.size < 2) {
    throw new ImportError(
      'TARGET_UNUSABLE',
      `All ${images.length} pictures of ${name} are of one class${first === undefined ? '' : `, ${first}`}: there is nothing to tell apart.`,
      'Put the pictures of each class into a folder of its own, side by side in the folder that --data names.',
    );
  }
  if (counts.size > mostClasses) {
    throw new ImportError(
      'TARGET_UNUSABLE',
      `${name} has ${counts.size} classes for ${images.length} pictures.`,
      'The folder that --data names must hold one folder per class; check that it is not a level too high.',
    );
  }
  const blank = [...counts.keys()].find((label) => label.trim() === '');
  if (blank !== undefined) {
    throw new ImportError(
      'TARGET_UNUSABLE',
      `${counts.get(blank)} pictures of ${name} have an empty label.`,
      'Write their class, or take the rows out.',
    );
  }
  const rare = [...counts].find(([, count]) => count < leastPerClass);
  if (rare !== undefined) {
    throw new ImportError(
      'TARGET_UNUSABLE',
      `The class ${rare[0]} of ${name} has only one picture: it can be learned from or tested on, not both.`,
      'Add pictures of it, or leave the class out.',
    );
  }
}
