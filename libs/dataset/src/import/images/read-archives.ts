import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  archiveReference,
  type PictureArchive,
  readIdxLabels,
  readPictureArchive,
} from '../../images/index.ts';
import { ImportError } from '../import-error.ts';
import type { FoundImage, ImageFile, ImageSet } from './image-set.ts';

const cifarClasses = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
] as const;

type Archive = { readonly path: string; readonly bytes: Buffer; readonly pictures: PictureArchive };

/** Whether a folder holds CIFAR-10's batches as they are published. */
export function isCifarFolder(folder: string): boolean {
  return readdirSync(folder).some((name) => /^data_batch_\d+\.bin(\.gz)?$/.test(name));
}

/**
 * The batches of CIFAR-10's binary version: `data_batch_*.bin` are the data, `test_batch.bin` the official test split.
 *
 * @throws {ImportError} FILE_UNREADABLE naming a batch that is broken.
 */
export function readCifarFolder(folder: string): ImageSet {
  const names = readdirSync(folder).sort();
  const open = (pattern: RegExp) =>
    names.filter((name) => pattern.test(name)).map((name) => openArchive(join(folder, name)));
  const data = open(/^data_batch_\d+\.bin(\.gz)?$/);
  const test = open(/^test_batch\.bin(\.gz)?$/);
  const meta = join(folder, 'batches.meta.txt');
  const classes = existsSync(meta)
    ? readFileSync(meta, 'utf8').split(/\r?\n/).filter(Boolean)
    : cifarClasses;
  const images = data.flatMap((archive) => cifarImages(archive, classes));
  const held = test.flatMap((archive) => cifarImages(archive, classes));
  return {
    ...archiveSet(basename(folder), [...data, ...test]),
    images,
    test: held.length === 0 ? null : held,
  };
}

/**
 * One IDX or CIFAR file, and for IDX its labels: the file named, or the one that lies beside it.
 *
 * @throws {ImportError} FORMAT_UNSUPPORTED when it is neither; FILE_NOT_FOUND without labels; DATA_UNUSABLE when there
 * are not as many labels as pictures.
 */
export function readArchiveFile(
  path: string,
  options: { readonly labels?: string | undefined; readonly test?: string | undefined } = {},
): ImageSet {
  const opened = [path, ...(options.test === undefined ? [] : [options.test])].map((place, at) =>
    readOne(place, at === 0 ? options.labels : undefined),
  );
  const [data, test] = opened;
  if (data === undefined) throw new RangeError('no archive');
  return {
    ...archiveSet(
      basename(path),
      opened.flatMap(({ archives }) => archives),
    ),
    images: data.images,
    test: test?.images ?? null,
    notes: opened.flatMap(({ note }) => note),
  };
}

type ReadOne = {
  readonly archives: readonly { readonly path: string; readonly bytes: Buffer }[];
  readonly images: readonly FoundImage[];
  readonly note: readonly string[];
};

function readOne(path: string, given: string | undefined): ReadOne {
  const archive = openArchive(path);
  const { pictures } = archive;
  if (pictures.labels !== null) {
    return { archives: [archive], images: cifarImages(archive, cifarClasses), note: [] };
  }
  const labelPath = given ?? labelsBeside(path);
  if (labelPath === null || !existsSync(labelPath)) {
    throw new ImportError(
      'FILE_NOT_FOUND',
      `${basename(path)} holds ${pictures.count} pictures, but their labels are not beside it${labelPath === null ? '' : ` (${labelPath})`}.`,
      `Put ${basename(labelNameOf(path))} beside it, or name the file with --labels.`,
    );
  }
  const labelBytes = readFileSync(labelPath);
  const labels = readIdxLabels(labelBytes);
  if (labels === null) {
    throw new ImportError(
      'FILE_UNREADABLE',
      `${basename(labelPath)} is no IDX file of labels, or is cut off.`,
      'Fetch it again.',
    );
  }
  if (labels.length !== pictures.count) {
    throw new ImportError(
      'DATA_UNUSABLE',
      `${basename(path)} holds ${pictures.count} pictures, but ${basename(labelPath)} ${labels.length} labels.`,
      'They must belong together: name the right file with --labels.',
    );
  }
  return {
    archives: [archive, { path: labelPath, bytes: labelBytes }],
    images: imagesOf(archive, (index) => String(labels[index])),
    note: given === undefined ? [`Labels: ${basename(labelPath)}, found beside it.`] : [],
  };
}

function openArchive(path: string): Archive {
  const bytes = readFileSync(path);
  const pictures = readPictureArchive(bytes);
  if (pictures !== null) return { path, bytes, pictures };
  const isLabels = readIdxLabels(bytes) !== null;
  throw new ImportError(
    isLabels ? 'USAGE' : 'FORMAT_UNSUPPORTED',
    isLabels
      ? `${basename(path)} holds labels, not pictures.`
      : `${basename(path)} is no IDX or CIFAR file of pictures, or is cut off.`,
    isLabels
      ? 'Name the file of pictures with --data; its labels are found beside it.'
      : 'Give --data a folder with one sub-folder of pictures per class, an IDX file, or a folder of CIFAR-10 batches.',
  );
}

function labelsBeside(path: string): string | null {
  const wanted = labelNameOf(path);
  const plain = wanted.replace(/\.gz$/, '');
  return [wanted, plain, `${plain}.gz`].find((place) => existsSync(place)) ?? null;
}

/** @example labelNameOf('t10k-images-idx3-ubyte.gz') // 't10k-labels-idx1-ubyte.gz' */
function labelNameOf(path: string): string {
  const name = basename(path)
    .replace('images', 'labels')
    .replace(/idx[34]/, 'idx1');
  return join(dirname(path), name === basename(path) ? `labels-${name}` : name);
}

function cifarImages(archive: Archive, classes: readonly string[]): FoundImage[] {
  const { labels } = archive.pictures;
  return imagesOf(archive, (index) => {
    const label = labels?.[index] ?? 0;
    return classes[label] ?? String(label);
  });
}

function imagesOf({ path, pictures }: Archive, labelOf: (index: number) => string): FoundImage[] {
  const { count, width, height, channels } = pictures;
  return Array.from({ length: count }, (_, index) => {
    const pixels = pictures.pictureAt(index);
    return {
      reference: archiveReference(basename(path), index),
      label: labelOf(index),
      content: createHash('sha256').update(pixels).digest('hex').slice(0, 16),
      format: 'raw',
      width,
      height,
      channels,
      bytes: pixels.length,
    };
  });
}

function archiveSet(
  name: string,
  archives: readonly { readonly path: string; readonly bytes: Buffer }[],
): Pick<ImageSet, 'name' | 'kind' | 'files' | 'notes' | 'warnings' | 'newestMs'> {
  return {
    name,
    kind: 'archive',
    files: archives.map(
      ({ path, bytes }): ImageFile => ({
        path: basename(path),
        source: path,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        bytes: bytes.length,
      }),
    ),
    notes: [],
    warnings: [],
    newestMs: Math.max(...archives.map(({ path }) => statSync(path).mtimeMs)),
  };
}
