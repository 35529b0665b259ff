import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ImportError } from '../import-error.ts';
import type { FoundImage, ImageSet } from './image-set.ts';
import {
  describeUnusable,
  filesBelow,
  isLitter,
  type ListedPictures,
  listPictures,
  type PictureFile,
} from './list-pictures.ts';
import { parseLabels } from './parse-labels.ts';

const partNames: Readonly<Record<string, 'data' | 'test'>> = {
  train: 'data',
  training: 'data',
  val: 'data',
  valid: 'data',
  validation: 'data',
  test: 'test',
  testing: 'test',
};
const labelFiles = ['labels.csv', 'labels.tsv', 'images.csv'];

/**
 * A folder of pictures: one sub-folder per class, also below `train`, `val` and `test`; or pictures beside a `labels.csv`.
 *
 * @throws {ImportError} DATA_UNUSABLE when there is no picture or only one class, saying what was found and what to do.
 */
export async function readImageFolder(folder: string): Promise<ImageSet> {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(
    ({ name }) => !isLitter(name),
  );
  const listed = await listPictures(folder);
  const name = basename(folder);
  if (listed.pictures.length === 0) throw noPictures(folder, listed);
  const labelFile = labelFiles.find((file) => existsSync(join(folder, file)));
  const folders = entries
    .filter((entry) => statSync(join(folder, entry.name)).isDirectory())
    .map((entry) => entry.name);
  const parts = folders.filter((entry) => partNames[entry.toLowerCase()] !== undefined);
  if (labelFile !== undefined) return fromLabels(folder, labelFile, listed);
  if (parts.length > 0 && parts.length < folders.length && hasPart(parts, 'data')) {
    const other = folders.find((entry) => !parts.includes(entry));
    throw new ImportError(
      'DATA_UNUSABLE',
      `${name} holds ${parts.join(', ')}, which look like an official split, and also ${other}, which does not.`,
      `Move ${other} below one of them, or elsewhere.`,
    );
  }
  const isSplit = parts.length > 0 && parts.length === folders.length && hasPart(parts, 'data');
  return isSplit ? fromSplit(folder, parts, listed) : fromClasses(name, listed);
}

const partOf = (entry: string): 'data' | 'test' | undefined => partNames[entry.toLowerCase()];
const hasPart = (parts: readonly string[], wanted: 'data' | 'test') =>
  parts.some((entry) => partOf(entry) === wanted);

function fromClasses(name: string, listed: ListedPictures): ImageSet {
  const loose = listed.pictures.filter(({ path }) => !path.includes('/'));
  const sorted = listed.pictures.filter(({ path }) => path.includes('/'));
  const images = sorted.map((picture) => labelled(picture, picture.path.split('/')[0] ?? ''));
  if (images.length === 0) {
    throw new ImportError(
      'DATA_UNUSABLE',
      `${name} holds ${loose.length} pictures, but nothing says what they show.`,
      'Put the pictures of each class into a folder named after it, or write a labels.csv with the columns image and label beside them.',
    );
  }
  const warnings =
    loose.length === 0
      ? []
      : [
          `${loose.length} pictures lie in no folder of a class and were left out (${loose[0]?.path}).`,
        ];
  return setOf(name, listed, sorted, images, null, warnings);
}

function fromSplit(folder: string, parts: readonly string[], listed: ListedPictures): ImageSet {
  const name = basename(folder);
  // With train and val alone, val is what the author held back.
  const heldBack = hasPart(parts, 'test')
    ? parts.filter((entry) => partOf(entry) === 'test')
    : parts.filter((entry) => /^val/i.test(entry));
  const images: FoundImage[] = [];
  const test: FoundImage[] = [];
  const used: PictureFile[] = [];
  for (const picture of listed.pictures) {
    const [part = '', label, file] = picture.path.split('/');
    if (label === undefined || file === undefined) continue;
    used.push(picture);
    (heldBack.includes(part) ? test : images).push(labelled(picture, label));
  }
  const trained = parts.filter((entry) => !heldBack.includes(entry));
  const isOfficial = test.length > 0 && images.length > 0;
  const note = isOfficial
    ? [
        `${heldBack.join(', ')} is the test split (${test.length} pictures); the validation split is taken from ${trained.join(' and ')}.`,
      ]
    : [];
  return isOfficial
    ? setOf(name, listed, used, images, test, [], note)
    : setOf(name, listed, used, [...images, ...test], null, []);
}

function fromLabels(folder: string, labelFile: string, listed: ListedPictures): ImageSet {
  const labels = parseLabels(readFileSync(join(folder, labelFile), 'utf8'), labelFile);
  const byPath = new Map(listed.pictures.map((picture) => [picture.path, picture]));
  const byName = new Map(listed.pictures.map((picture) => [basename(picture.path), picture]));
  const images: FoundImage[] = [];
  const used = new Set<PictureFile>();
  const lost: string[] = [];
  for (const { image, label } of labels) {
    const picture = byPath.get(image.replace(/^\.\//, '')) ?? byName.get(basename(image));
    if (picture === undefined) lost.push(image);
    else {
      used.add(picture);
      images.push(labelled(picture, label));
    }
  }
  if (images.length === 0) {
    throw new ImportError(
      'DATA_UNUSABLE',
      `${labelFile} names ${labels.length} pictures, but none of them lies in ${basename(folder)} (first: ${lost[0]}).`,
      `The column image holds paths seen from ${labelFile}, such as ${listed.pictures[0]?.path}.`,
    );
  }
  const without = listed.pictures.filter((picture) => !used.has(picture));
  const warnings = [
    ...(lost.length === 0
      ? []
      : [`${lost.length} rows of ${labelFile} name a picture that is not there (${lost[0]}).`]),
    ...(without.length === 0
      ? []
      : [
          `${without.length} pictures have no label in ${labelFile} and were left out (${without[0]?.path}).`,
        ]),
  ];
  return setOf(basename(folder), listed, [...used], images, null, warnings);
}

function labelled(picture: PictureFile, label: string): FoundImage {
  const { path, content, format, width, height, channels, bytes } = picture;
  return { reference: path, label, content, format, width, height, channels, bytes };
}

function setOf(
  name: string,
  { unusable }: ListedPictures,
  used: readonly PictureFile[],
  images: readonly FoundImage[],
  test: readonly FoundImage[] | null,
  warnings: readonly string[],
  notes: readonly string[] = [],
): ImageSet {
  return {
    name,
    kind: 'folder',
    images,
    test,
    files: used.map(({ file }) => file),
    notes,
    warnings: [
      ...warnings,
      ...(unusable.length === 0
        ? []
        : [
            `${unusable.length} files were left out, because they are no PNG, JPEG or WebP that can be read: ${describeUnusable(unusable).join('; ')}.`,
          ]),
    ],
    newestMs: used.reduce((newest, { modifiedMs }) => Math.max(newest, modifiedMs), 0),
  };
}

function noPictures(folder: string, { unusable }: ListedPictures): ImportError {
  const found = unusable.length === 0 ? '' : ` It holds ${describeUnusable(unusable).join('; ')}.`;
  const isEmpty = filesBelow(folder).length === 0;
  return new ImportError(
    'DATA_UNUSABLE',
    isEmpty
      ? `${folder} is empty.`
      : `${folder} holds no picture that can be read: no PNG, JPEG or WebP.${found}`,
    'Name a folder with one sub-folder of pictures per class, or an IDX or CIFAR file.',
  );
}
