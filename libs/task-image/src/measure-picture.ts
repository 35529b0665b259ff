import type { MeasuredColumn } from '@create-mlops/contracts';
import type { PictureShape } from './prepare-picture.ts';
import type { PreparedPicture } from './prepare-rows.ts';

/** What is measured of a picture: on its pixels as the model sees them, but for the size that it had. */
export function measuredColumns(channels: 1 | 3): readonly MeasuredColumn[] {
  const column = (name: string, description: string) => ({ name, description, isFitted: false });
  return [
    column('brightness', 'mean grey value, 0 to 1'),
    column('contrast', 'standard deviation of the grey values, 0 to 0.5'),
    column('sharpness', 'standard deviation of the Laplacian of the grey values'),
    column('entropy', 'entropy of the grey values, 0 to 8 bits'),
    column('width', 'pixels across, before resizing'),
    column('height', 'pixels down, before resizing'),
    ...(channels === 1
      ? []
      : ['red', 'green', 'blue'].map((name) =>
          column(name, `mean of the ${name} channel, 0 to 1`),
        )),
  ];
}

/** One number per measured column. */
export function measurePicture(
  { pixels, width, height }: PreparedPicture,
  { size, channels }: PictureShape,
): readonly number[] {
  const grey = toGrey(pixels, channels);
  const { mean, std } = momentsOf(grey);
  return [
    mean / 255,
    std / 255,
    sharpness(grey, size) / 255,
    entropy(grey),
    width,
    height,
    ...(channels === 1 ? [] : [0, 1, 2].map((channel) => channelMean(pixels, channel) / 255)),
  ];
}

/** Grey values by the weights that television gives to red, green and blue (ITU-R BT.601). */
export function toGrey(pixels: Uint8Array, channels: number): Float32Array {
  if (channels === 1) return Float32Array.from(pixels);
  const grey = new Float32Array(pixels.length / 3);
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(3 * pixel, 3 * pixel + 3);
    grey[pixel] = 0.299 * red + 0.587 * green + 0.114 * blue;
  }
  return grey;
}

/** Mean and population standard deviation. */
export function momentsOf(values: Float32Array): { readonly mean: number; readonly std: number } {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  return { mean, std: Math.sqrt(Math.max(0, squares / values.length - mean * mean)) };
}

/** Standard deviation of the four-neighbour Laplacian inside the border: low when nothing has an edge. */
function sharpness(
  grey: Float32Array,
  { width, height }: { readonly width: number; readonly height: number },
): number {
  const inner = new Float32Array((width - 2) * (height - 2));
  let out = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      inner[out++] =
        (grey[at - 1] ?? 0) +
        (grey[at + 1] ?? 0) +
        (grey[at - width] ?? 0) +
        (grey[at + width] ?? 0) -
        4 * (grey[at] ?? 0);
    }
  }
  return momentsOf(inner).std;
}

/** Shannon entropy of the 256 grey values, in bits. */
function entropy(grey: Float32Array): number {
  const counts = new Uint32Array(256);
  for (const value of grey) {
    const bin = Math.round(value);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  let bits = 0;
  for (const count of counts) {
    if (count === 0) continue;
    const share = count / grey.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}

function channelMean(pixels: Uint8Array, channel: number): number {
  let sum = 0;
  for (let at = channel; at < pixels.length; at += 3) sum += pixels[at] ?? 0;
  return (3 * sum) / pixels.length;
}
