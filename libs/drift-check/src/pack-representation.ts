import type { ReferenceRepresentation, Representation } from '@create-mlops/contracts';

/** Points as bytes: a 256th of a dimension's range is finer than any drift that matters, and a quarter of the size. */
export function packRepresentation({ width, values }: Representation): ReferenceRepresentation {
  const rows = width === 0 ? 0 : values.length / width;
  const minimum = new Array<number>(width).fill(0);
  const maximum = new Array<number>(width).fill(0);
  for (let column = 0; column < width; column++) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let at = column; at < values.length; at += width) {
      const value = values[at] ?? 0;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    minimum[column] = rows === 0 ? 0 : rounded(low);
    maximum[column] = rows === 0 ? 0 : rounded(high);
  }
  const bytes = Uint8Array.from(values, (value, at) => {
    const low = minimum[at % width] ?? 0;
    const range = (maximum[at % width] ?? 0) - low;
    return range > 0 ? Math.min(255, Math.max(0, Math.round((255 * (value - low)) / range))) : 0;
  });
  return { rows, width, minimum, maximum, bytes: Buffer.from(bytes).toString('base64') };
}

/** The points again, as floats. */
export function unpackRepresentation(packed: ReferenceRepresentation): Representation {
  const { width, minimum, maximum } = packed;
  const bytes = Buffer.from(packed.bytes, 'base64');
  const values = Float32Array.from(bytes, (byte, at) => {
    const low = minimum[at % width] ?? 0;
    return low + (byte / 255) * ((maximum[at % width] ?? 0) - low);
  });
  return { width, values };
}

const rounded = (value: number) => Number(value.toPrecision(6));
