import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { fitPicture, type Pixels } from './fit-picture.ts';
import { toGrey } from './to-grey.ts';

/** Waves of colour, and a hard edge: what a resize may get wrong. */
function picture(width: number, height: number): Pixels {
  const bytes = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    const [x, y] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width)];
    if (x > width / 2 && y > height / 2) return 250;
    return 128 + 100 * Math.sin(x / 9 + (at % 3)) * Math.cos(y / 7);
  });
  return { width, height, bytes };
}

const size = { width: 28, height: 20 };
const bySharp = async ({ width, height, bytes }: Pixels, fit: 'cover' | 'contain' | 'fill') =>
  new Uint8Array(
    await sharp(bytes, { raw: { width, height, channels: 3 } })
      .resize({ ...size, fit, background: '#000000' })
      .raw()
      .toBuffer(),
  );

function differences(a: Uint8Array, b: Uint8Array) {
  expect(a.length).toBe(b.length);
  const each = Array.from(a, (value, at) => Math.abs(value - (b[at] ?? 0)));
  return {
    mean: each.reduce((sum, value) => sum + value, 0) / each.length,
    largest: each.reduce((max, value) => Math.max(max, value), 0),
  };
}

describe('fitPicture', () => {
  it('gives a picture of the right size back byte for byte', () => {
    const same = picture(size.width, size.height);
    for (const fit of ['cover', 'contain', 'fill'] as const) {
      expect(fitPicture(same, size, fit).bytes).toEqual(same.bytes);
    }
  });

  const sizes = {
    smaller: [
      [56, 40],
      [61, 47],
      [336, 336],
      [640, 200],
    ],
    larger: [
      [14, 10],
      [9, 25],
    ],
  } as const;
  // Of 255 levels. Upwards sharp treats the outermost pixels in its own way.
  const limits = { smaller: { mean: 1.5, largest: 16 }, larger: { mean: 7, largest: 60 } };
  for (const direction of ['smaller', 'larger'] as const) {
    it(`makes pictures ${direction} nearly as sharp does`, async () => {
      for (const [width, height] of sizes[direction]) {
        for (const fit of ['cover', 'contain', 'fill'] as const) {
          const from = picture(width, height);
          const own = fitPicture(from, size, fit).bytes;
          const { mean, largest } = differences(own, await bySharp(from, fit));
          const what = `${width} × ${height}, ${fit}: mean ${mean}, largest ${largest}`;
          expect(mean, what).toBeLessThan(limits[direction].mean);
          expect(largest, what).toBeLessThanOrEqual(limits[direction].largest);
        }
      }
    });
  }
});

describe('toGrey', () => {
  it('is the luminance that sharp computes, and leaves grey as it is', async () => {
    const colours = picture(40, 30);
    const { width, height, bytes } = colours;
    const expected = await sharp(bytes, { raw: { width, height, channels: 3 } })
      .toColourspace('b-w')
      .raw()
      .toBuffer();
    expect(differences(toGrey(bytes), new Uint8Array(expected)).largest).toBeLessThanOrEqual(1);
    expect(toGrey(Uint8Array.from([7, 7, 7, 255, 255, 255]))).toEqual(Uint8Array.from([7, 255]));
    expect(toGrey(Uint8Array.from([0, 255, 0]))).not.toEqual(toGrey(Uint8Array.from([0, 0, 255])));
  });
});
