import { MlopsError } from '@create-mlops/contracts';
import sharp from 'sharp';
import type { RawPicture } from './picture-bytes.ts';

/** What a picture is brought to. */
export type PictureShape = {
  readonly size: { readonly width: number; readonly height: number };
  readonly channels: 1 | 3;
  readonly fit: 'cover' | 'contain' | 'fill';
};

// Many small pictures are decoded side by side; threads within one would only wait for each other. And each is read
// once, so that a cache of decoded files keeps nothing of use.
sharp.concurrency(1);
sharp.cache(false);

/**
 * A picture as the model sees it: turned as its Exif data says, on white where it is transparent, brought to the size,
 * grey or colour.
 *
 * @returns `height × width × channels` bytes, row by row, channels together.
 * @throws {MlopsError} ROW_INVALID when the bytes cannot be decoded to their end.
 */
export async function preparePicture(
  picture: RawPicture,
  shape: PictureShape,
): Promise<Uint8Array> {
  const { size, channels, fit } = shape;
  const isReady =
    picture.format === 'raw' &&
    picture.channels === channels &&
    picture.width === size.width &&
    picture.height === size.height;
  if (isReady) return picture.bytes;
  try {
    return await openPicture(picture)
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .resize({ ...size, fit, background: '#000000' })
      .toColourspace(channels === 1 ? 'b-w' : 'srgb')
      .raw({ depth: 'uchar' })
      .toBuffer();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new MlopsError(
      'ROW_INVALID',
      `The ${picture.format} picture cannot be decoded: ${why}.`,
      'Save it again with a program that shows it whole.',
      { cause },
    );
  }
}

function openPicture({ format, bytes, width, height, channels }: RawPicture) {
  if (format !== 'raw') return sharp(bytes, { failOn: 'error', sequentialRead: true });
  const isKnown = channels === 1 || channels === 2 || channels === 3 || channels === 4;
  return sharp(bytes, { raw: { width, height, channels: isKnown ? channels : 1 } });
}
