import { MlopsError } from '@create-mlops/contracts';
import { nameOtherFormat, readPictureHeader } from '@create-mlops/dataset/images';

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

/**
 * The picture that a data URL holds.
 * @param decode base64 to bytes, however this program does that.
 * @throws {MlopsError} ROW_TOO_LARGE, ROW_INVALID.
 */
export function pictureFromDataUrl(
  url: string,
  limits: PictureLimits,
  decode: (base64: string) => Uint8Array,
): RawPicture {
  const comma = url.indexOf(',');
  const head = url.slice(0, comma < 0 ? 0 : comma);
  if (!head.endsWith(';base64')) {
    throw invalidPicture('A data URL must hold base64: data:image/png;base64,….');
  }
  // Four characters hold three bytes: too much is refused before it is copied.
  if (((url.length - comma) * 3) / 4 > limits.maxBytes + 3) {
    throw tooLarge(
      `The picture has about ${megabytes(((url.length - comma) * 3) / 4)}; at most ${megabytes(limits.maxBytes)} are allowed.`,
    );
  }
  const picture = pictureFromBytes(decode(url.slice(comma + 1)), limits);
  const [width, height] = ['width', 'height'].map((name) =>
    Number(new RegExp(`;${name}=(\\d{1,6})(?=;)`).exec(head)?.[1] ?? 0),
  );
  return width && height ? { ...picture, original: { width, height } } : picture;
}

/**
 * A file of a picture, with what its header says of it.
 * @throws {MlopsError} ROW_TOO_LARGE, ROW_INVALID.
 */
export function pictureFromBytes(bytes: Uint8Array, limits: PictureLimits): RawPicture {
  if (bytes.length > limits.maxBytes) {
    throw tooLarge(
      `The picture has ${megabytes(bytes.length)}; at most ${megabytes(limits.maxBytes)} are allowed.`,
    );
  }
  const header = readPictureHeader(bytes);
  if (header === null) {
    const other = nameOtherFormat(bytes);
    throw invalidPicture(
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

/** What is no picture that can be read. */
export function invalidPicture(message: string, options: { cause?: unknown } = {}): MlopsError {
  return new MlopsError('ROW_INVALID', message, 'Send a PNG, JPEG or WebP picture.', options);
}

function tooLarge(message: string): MlopsError {
  return new MlopsError('ROW_TOO_LARGE', message, 'Make the picture smaller.');
}

const megabytes = (bytes: number) =>
  bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
