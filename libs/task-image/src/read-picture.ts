import { readFile } from 'node:fs/promises';
import { MlopsError } from '@create-mlops/contracts';
import {
  nameOtherFormat,
  type PictureArchive,
  parseReference,
  readPictureArchive,
  readPictureHeader,
} from '@create-mlops/dataset/images';

/** A picture as it came: a file's bytes, or pixels out of an archive. */
export type RawPicture = {
  /** `png`, `jpeg`, `webp`, or `raw` for pixels of an archive. */
  readonly format: string;
  /** In pixels, as shown. */
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly bytes: Uint8Array;
  /** What the sender says the picture was before it was made small; otherwise its own size. */
  readonly original: { readonly width: number; readonly height: number };
};

/** Limits that hold before anything is decoded. */
export type PictureLimits = { readonly maxBytes: number; readonly maxPixels: number };

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
    if (reference.startsWith('data:')) return fromDataUrl(reference, limits);
    const { path, index } = parseReference(reference);
    if (index === null) {
      const bytes = await readFile(path).catch((cause: unknown) => {
        throw invalid('The file is not there.', { cause });
      });
      return fromBytes(bytes, limits);
    }
    const archive = await open(path).catch(() => null);
    if (archive === null || index >= archive.count) {
      throw invalid(
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

function fromDataUrl(url: string, limits: PictureLimits): RawPicture {
  const comma = url.indexOf(',');
  const head = url.slice(0, comma < 0 ? 0 : comma);
  if (!head.endsWith(';base64')) {
    throw invalid('A data URL must hold base64: data:image/png;base64,….');
  }
  // Four characters hold three bytes: too much is refused before it is copied.
  if (((url.length - comma) * 3) / 4 > limits.maxBytes + 3) {
    throw tooLarge(
      `The picture has about ${megabytes(((url.length - comma) * 3) / 4)}; at most ${megabytes(limits.maxBytes)} are allowed.`,
    );
  }
  const picture = fromBytes(Buffer.from(url.slice(comma + 1), 'base64'), limits);
  const [width, height] = ['width', 'height'].map((name) =>
    Number(new RegExp(`;${name}=(\\d{1,6})(?=;)`).exec(head)?.[1] ?? 0),
  );
  return width && height ? { ...picture, original: { width, height } } : picture;
}

function fromBytes(bytes: Uint8Array, limits: PictureLimits): RawPicture {
  if (bytes.length > limits.maxBytes) {
    throw tooLarge(
      `The picture has ${megabytes(bytes.length)}; at most ${megabytes(limits.maxBytes)} are allowed.`,
    );
  }
  const header = readPictureHeader(bytes);
  if (header === null) {
    const other = nameOtherFormat(bytes);
    throw invalid(
      bytes.length === 0
        ? 'There are no bytes.'
        : `This is ${other === null ? 'no picture' : `a ${other} file`}; PNG, JPEG and WebP are read.`,
    );
  }
  const { width, height } = header;
  if (width * height > limits.maxPixels) {
    throw tooLarge(
      `The picture has ${width} × ${height} pixels; at most ${limits.maxPixels.toLocaleString('en-US')} are allowed.`,
    );
  }
  return { ...header, bytes, original: { width, height } };
}

function invalid(message: string, options: { cause?: unknown } = {}): MlopsError {
  return new MlopsError('ROW_INVALID', message, 'Send a PNG, JPEG or WebP picture.', options);
}

function tooLarge(message: string): MlopsError {
  return new MlopsError('ROW_TOO_LARGE', message, 'Make the picture smaller.');
}

const megabytes = (bytes: number) =>
  bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
