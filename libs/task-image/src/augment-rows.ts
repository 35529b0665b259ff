import type { EncodedRows } from '@create-mlops/contracts';
import type { ImageSettings } from './image-settings.ts';

/**
 * The rows of one epoch, each mirrored or moved as a hash of seed and row says: the same seed changes every row in the
 * same way, in whatever order they are read. What a shift uncovers repeats the picture's edge.
 */
export function augmentRows(
  { rows, write }: EncodedRows,
  { size: { width, height }, channels, augment }: ImageSettings,
  seed: number,
): EncodedRows {
  const { flip, shift } = augment;
  const plain = new Float32Array(width * height * channels);
  return {
    rows,
    write(row, out, at) {
      write(row, plain, 0);
      const isFlipped = flip && draw(seed, row, 0, 2) === 1;
      const right = draw(seed, row, 1, 2 * shift + 1) - shift;
      const down = draw(seed, row, 2, 2 * shift + 1) - shift;
      for (let y = 0; y < height; y++) {
        const fromY = within(y - down, height) * width;
        for (let x = 0; x < width; x++) {
          const unmoved = within(x - right, width);
          const from = (fromY + (isFlipped ? width - 1 - unmoved : unmoved)) * channels;
          const to = at + (y * width + x) * channels;
          for (let channel = 0; channel < channels; channel++) {
            out[to + channel] = plain[from + channel] ?? 0;
          }
        }
      }
    },
  };
}

const within = (position: number, length: number): number =>
  Math.min(length - 1, Math.max(0, position));

/** A whole number from 0 to `count − 1`, uniform over rows, by the finaliser of MurmurHash3. */
function draw(seed: number, row: number, purpose: number, count: number): number {
  let mixed = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(3 * row + purpose + 1, 0x85ebca77)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % count;
}
