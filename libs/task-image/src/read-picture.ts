import { readFile } from 'node:fs/promises';
import {
  type PictureArchive,
  parseReference,
  readPictureArchive,
} from '@create-mlops/dataset/images';
import {
  invalidPicture,
  type PictureLimits,
  pictureFromBytes,
  pictureFromDataUrl,
  type RawPicture,
} from './picture-bytes.ts';

/** Reads pictures by reference; archives are unpacked once. */
export type PictureReader = (reference: string) => Promise<RawPicture>;

/** Two archives: reading goes from one to the next. */
const archivesKept = 2;

/**
 * A reader of files, of pictures in archives (`…/t10k.gz#3`) and of data URLs.
 *
 * The reader throws {MlopsError} ROW_TOO_LARGE when the bytes, or the pixels that the header promises, are too many;
 * ROW_INVALID when the file is not there or is no PNG, JPEG or WebP.
 */
export function pictureReader(limits: PictureLimits): PictureReader {
  const archives = new Map<string, Promise<PictureArchive | null>>();
  const open = (path: string) => {
    const known = archives.get(path);
    if (known !== undefined) return known;
    const [oldest] = archives.keys();
    if (archives.size >= archivesKept && oldest !== undefined) archives.delete(oldest);
    const opened = readFile(path).then(readPictureArchive);
    archives.set(path, opened);
    return opened;
  };
  return async (reference) => {
    if (reference.startsWith('data:')) {
      return pictureFromDataUrl(reference, limits, (base64) => Buffer.from(base64, 'base64'));
    }
    const { path, index } = parseReference(reference);
    if (index === null) {
      const bytes = await readFile(path).catch((cause: unknown) => {
        throw invalidPicture('The file is not there.', { cause });
      });
      return pictureFromBytes(bytes, limits);
    }
    const archive = await open(path).catch(() => null);
    if (archive === null || index >= archive.count) {
      throw invalidPicture(
        archive === null
          ? 'The archive is not there or is broken.'
          : `The archive holds ${archive.count} pictures.`,
      );
    }
    const { width, height, channels } = archive;
    const bytes = archive.pictureAt(index);
    return { format: 'raw', width, height, channels, bytes, original: { width, height } };
  };
}
