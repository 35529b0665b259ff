import { MlopsError } from '@create-mlops/contracts';
import type { RawPicture } from '../picture-bytes.ts';
import type { PictureShape } from '../prepare-picture.ts';
import { fitPicture } from './fit-picture.ts';
import { toGrey } from './to-grey.ts';

export type { PictureShape };

type Bitmap = { readonly width: number; readonly height: number; readonly close: () => void };
type Context = {
  fillStyle: string;
  fillRect(x: number, y: number, width: number, height: number): void;
  drawImage(image: Bitmap, x: number, y: number): void;
  getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
};
declare function createImageBitmap(
  picture: Blob,
  options: Readonly<Record<string, string>>,
): Promise<Bitmap>;
declare const OffscreenCanvas: new (
  width: number,
  height: number,
) => { getContext(kind: '2d', options: { willReadFrequently: boolean }): Context };

/**
 * A picture as the model sees it, decoded by the browser: turned as its Exif data says, on white where it is transparent, brought
 * to the size, grey or colour. A PNG at the model's own size gives the very bytes that the service gets; what has to be made
 * larger or smaller, and JPEG, differ by a few of 255 levels, because decoders and filters do.
 *
 * @returns `height × width × channels` bytes, row by row, channels together.
 * @throws {MlopsError} ROW_INVALID when the browser cannot decode it.
 */
export async function preparePicture(
  picture: RawPicture,
  { size, channels, fit }: PictureShape,
): Promise<Uint8Array> {
  const pixels = await decode(picture);
  const fitted = fitPicture(pixels, size, fit);
  return channels === 1 ? toGrey(fitted.bytes) : fitted.bytes;
}

/** The pixels, three bytes each. */
async function decode({ bytes, format }: RawPicture) {
  let bitmap: Bitmap;
  try {
    bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)]), {
      imageOrientation: 'from-image',
      colorSpaceConversion: 'none',
    });
  } catch (cause) {
    throw new MlopsError(
      'ROW_INVALID',
      `The ${format} picture cannot be decoded by this browser.`,
      'Save it again with a program that shows it whole.',
      { cause },
    );
  }
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  const colours = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      colours[pixel * 3 + channel] = data[pixel * 4 + channel] ?? 0;
    }
  }
  return { width, height, bytes: colours };
}
