import { describe, expect, it } from 'vitest';
import { jpegBytes, pngBytes } from '../../test/picture-bytes.ts';
import { isWholePicture, nameOtherFormat, readPictureHeader } from './picture-header.ts';

describe('readPictureHeader', () => {
  it.each([
    [0, 1],
    [2, 3],
    [3, 3],
    [4, 2],
    [6, 4],
  ])('reads a PNG of colour type %i as %i channels', (colourType, channels) => {
    expect(readPictureHeader(pngBytes(640, 480, { colourType }))).toEqual({
      format: 'png',
      width: 640,
      height: 480,
      channels,
    });
  });

  it('swaps the sides of a JPEG that asks for a quarter turn', () => {
    expect(readPictureHeader(jpegBytes(640, 480))).toMatchObject({ width: 640, height: 480 });
    for (const orientation of [5, 6, 7, 8]) {
      expect(readPictureHeader(jpegBytes(640, 480, orientation))).toMatchObject({
        format: 'jpeg',
        width: 480,
        height: 640,
        channels: 3,
      });
    }
  });

  it('reads a WebP with alpha', () => {
    const bytes = Buffer.alloc(30);
    bytes.write('RIFF', 0, 'latin1');
    bytes.write('WEBPVP8X', 8, 'latin1');
    bytes[20] = 0x10;
    bytes.writeUIntLE(299, 24, 3);
    bytes.writeUIntLE(199, 27, 3);
    expect(readPictureHeader(bytes)).toEqual({
      format: 'webp',
      width: 300,
      height: 200,
      channels: 4,
    });
  });

  it('reads nothing from what is cut off before the size, or is no picture', () => {
    const whole = [pngBytes(4, 4), jpegBytes(4, 4)];
    for (const bytes of whole) expect(readPictureHeader(bytes.subarray(0, 20))).toBeNull();
    expect(readPictureHeader(Buffer.from('hello, world'))).toBeNull();
    expect(readPictureHeader(new Uint8Array())).toBeNull();
    expect(readPictureHeader(pngBytes(0, 4))).toBeNull();
  });
});

describe('isWholePicture', () => {
  it('misses the end of a file that was cut off', () => {
    expect(isWholePicture(pngBytes(4, 4), 'png')).toBe(true);
    expect(isWholePicture(pngBytes(4, 4).subarray(0, 36), 'png')).toBe(false);
    expect(isWholePicture(jpegBytes(4, 4), 'jpeg')).toBe(true);
    expect(isWholePicture(jpegBytes(4, 4).subarray(0, -2), 'jpeg')).toBe(false);
  });
});

describe('nameOtherFormat', () => {
  it('names what people have instead', () => {
    expect(nameOtherFormat(Buffer.from('\0\0\0\x18ftypheic', 'latin1'))).toBe('HEIC');
    expect(nameOtherFormat(Buffer.from('GIF89a'))).toBe('GIF');
    expect(nameOtherFormat(Buffer.from('<?xml version="1.0"?><svg xmlns="x">'))).toBe('SVG');
    expect(nameOtherFormat(Buffer.from('nothing of the kind'))).toBeNull();
  });
});
