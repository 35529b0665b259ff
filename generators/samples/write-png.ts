import { deflateSync } from 'node:zlib';

/** PNG colour types by channels. */
const colourTypes: Readonly<Record<number, number>> = { 1: 0, 3: 2 };

/**
 * A PNG of grey or colour pixels.
 *
 * @param pixels `height × width × channels` bytes, row by row; channels 1 or 3.
 * @param options.level of the compression, 0 to 9 (default 6); at 0 every system writes the same bytes.
 * @throws {RangeError} when the number of pixels does not fit.
 */
export function writePng(
  pixels: Uint8Array,
  size: { readonly width: number; readonly height: number; readonly channels: number },
  options: { readonly level?: number } = {},
): Uint8Array {
  const { width, height, channels } = size;
  const colourType = colourTypes[channels];
  if (colourType === undefined || pixels.length !== width * height * channels) {
    throw new RangeError(`${pixels.length} bytes are no picture of ${width}×${height}×${channels}`);
  }
  const stride = width * channels;
  const lines = new Uint8Array(height * (stride + 1));
  for (let row = 0; row < height; row++) {
    lines.set(pixels.subarray(row * stride, (row + 1) * stride), row * (stride + 1) + 1);
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, colourType], 8);
  return Buffer.concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: options.level ?? 6 })),
    chunk('IEND', new Uint8Array()),
  ]);
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(content.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(Buffer.from(name, 'latin1'), 4);
  bytes.set(content, 8);
  view.setUint32(content.length + 8, crc32(bytes.subarray(4, content.length + 8)));
  return bytes;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
