import type { PictureShape } from '../prepare-picture.ts';
import { resizePicture } from './resize-picture.ts';

/** Three bytes a pixel, row by row. */
export type Pixels = {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
};

/**
 * A picture brought to a size, as the service's sharp does it: `cover` scales until nothing is empty and cuts off what is too much
 * on both sides, `contain` scales until all is in and fills up with black, `fill` squeezes.
 */
export function fitPicture(
  picture: Pixels,
  size: PictureShape['size'],
  fit: PictureShape['fit'],
): Pixels {
  const { width, height } = size;
  const [across, down] = [width / picture.width, height / picture.height];
  if (fit === 'fill') return resizePicture(picture, width, height);
  const scale = fit === 'cover' ? Math.max(across, down) : Math.min(across, down);
  const scaled = resizePicture(
    picture,
    across === scale ? width : Math.max(1, Math.round(picture.width * scale)),
    down === scale ? height : Math.max(1, Math.round(picture.height * scale)),
  );
  return place(scaled, size);
}

/** The middle of a picture, on black where it is too small. */
function place(picture: Pixels, { width, height }: PictureShape['size']): Pixels {
  if (picture.width === width && picture.height === height) return picture;
  const left = Math.trunc((picture.width - width + (picture.width > width ? 1 : 0)) / 2);
  const top = Math.trunc((picture.height - height + (picture.height > height ? 1 : 0)) / 2);
  const bytes = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [fromX, fromY] = [x + left, y + top];
      if (fromX < 0 || fromY < 0 || fromX >= picture.width || fromY >= picture.height) continue;
      const from = (fromY * picture.width + fromX) * 3;
      bytes.set(picture.bytes.subarray(from, from + 3), (y * width + x) * 3);
    }
  }
  return { width, height, bytes };
}
