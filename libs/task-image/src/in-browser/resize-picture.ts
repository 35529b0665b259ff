import type { Pixels } from './fit-picture.ts';

/** One side brought to a length: per output, the first input and the weights from there on, which sum to 1. */
type Weights = readonly { readonly first: number; readonly weights: readonly number[] }[];

/**
 * A picture made larger or smaller with the filters that sharp takes: Lanczos with three lobes downwards, Catmull-Rom upwards.
 * Beyond the edge the outermost pixels repeat.
 *
 * @see Duchon (1979), Lanczos filtering in one and two dimensions; Keys (1981), Cubic convolution interpolation.
 */
export function resizePicture(picture: Pixels, width: number, height: number): Pixels {
  const tall = resizeRows(picture, height);
  return transpose(resizeRows(transpose(tall), width));
}

function resizeRows(whole: Pixels, height: number): Pixels {
  if (height === whole.height) return whole;
  const block = Math.floor(whole.height / height / leftToFilter);
  const picture = block > 1 ? averageRows(whole, block) : whole;
  const { width } = picture;
  const stride = width * 3;
  const bytes = new Uint8ClampedArray(height * stride);
  for (const [y, { first, weights }] of weightsFor(
    whole.height / Math.max(1, block),
    height,
  ).entries()) {
    for (let at = 0; at < stride; at++) {
      let sum = 0;
      for (const [step, weight] of weights.entries()) {
        const row = Math.min(picture.height - 1, Math.max(0, first + step));
        sum += weight * (picture.bytes[row * stride + at] ?? 0);
      }
      bytes[y * stride + at] = sum;
    }
  }
  return { width, height, bytes: new Uint8Array(bytes.buffer) };
}

/** Each row the mean of `block` rows; a last block that is not whole repeats the last row. */
function averageRows({ width, height, bytes }: Pixels, block: number): Pixels {
  const stride = width * 3;
  const rows = Math.ceil(height / block);
  const means = new Uint8Array(rows * stride);
  for (let y = 0; y < rows; y++) {
    for (let at = 0; at < stride; at++) {
      let sum = 0;
      for (let step = 0; step < block; step++) {
        sum += bytes[Math.min(height - 1, y * block + step) * stride + at] ?? 0;
      }
      means[y * stride + at] = Math.round(sum / block);
    }
  }
  return { width, height: rows, bytes: means };
}

function transpose({ width, height, bytes }: Pixels): Pixels {
  const turned = new Uint8Array(bytes.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 3;
      turned.set(bytes.subarray(from, from + 3), (x * height + y) * 3);
    }
  }
  return { width: height, height: width, bytes: turned };
}

/** Where much is made little, pixels are first averaged in whole blocks, so many that the filter still sees twice what it gives. */
const leftToFilter = 2;

function weightsFor(from: number, to: number): Weights {
  const shrink = from / to;
  const [kernel, reach, stretch] =
    shrink > 1 ? [lanczos, 3 * shrink, shrink] : ([catmullRom, 2, 1] as const);
  return Array.from({ length: to }, (_, output) => {
    const centre = (output + 0.5) * shrink - 0.5;
    const first = Math.ceil(centre - reach);
    const raw = Array.from({ length: Math.floor(centre + reach) - first + 1 }, (_, step) =>
      kernel((first + step - centre) / stretch),
    );
    const sum = raw.reduce((total, weight) => total + weight, 0);
    return { first, weights: raw.map((weight) => weight / sum) };
  });
}

function lanczos(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= 3) return 0;
  const angle = Math.PI * x;
  return (3 * Math.sin(angle) * Math.sin(angle / 3)) / (angle * angle);
}

function catmullRom(x: number): number {
  const distance = Math.abs(x);
  if (distance >= 2) return 0;
  if (distance < 1) return 1.5 * distance ** 3 - 2.5 * distance ** 2 + 1;
  return -0.5 * distance ** 3 + 2.5 * distance ** 2 - 4 * distance + 2;
}
