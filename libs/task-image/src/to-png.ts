import sharp from 'sharp';
import type { PictureShape } from './prepare-picture.ts';

/** Grey or colour pixels as a PNG: the same pixels come out again. */
export async function toPng(
  pixels: Uint8Array,
  { size, channels }: PictureShape,
): Promise<Uint8Array> {
  const picture = sharp(pixels, { raw: { ...size, channels } });
  return picture
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .png()
    .toBuffer();
}
