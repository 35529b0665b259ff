import { gzipSync } from 'node:zlib';

/** A PNG as far as headers go: nothing can decode it, and nothing in this library tries to. */
export function pngBytes(
  width: number,
  height: number,
  options: { readonly colourType?: number; readonly mark?: string } = {},
): Buffer {
  const { colourType = 2, mark = '' } = options;
  const header = Buffer.alloc(25);
  header.writeUInt32BE(13, 0);
  header.write('IHDR', 4, 'latin1');
  header.writeUInt32BE(width, 8);
  header.writeUInt32BE(height, 12);
  header.set([8, colourType], 16);
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([start, header, Buffer.from(`${mark}\0\0\0\0IEND1234`, 'latin1')]);
}

/** A JPEG as far as headers go, with an orientation in its Exif block. */
export function jpegBytes(width: number, height: number, orientation = 1): Buffer {
  const exif = Buffer.from('Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0', 'latin1');
  const block = Buffer.concat([exif, Buffer.from([orientation, 0, 0, 0, 0, 0, 0, 0])]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(block.length + 2);
  const frame = Buffer.from([
    0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1,
  ]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe1]),
    length,
    block,
    frame,
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** An IDX file of pictures whose bytes count up from 0. */
export function idxBytes(count: number, height: number, width: number): Buffer {
  const header = Buffer.alloc(16);
  [0x0803, count, height, width].forEach((word, at) => {
    header.writeUInt32BE(word, 4 * at);
  });
  const pixels = Uint8Array.from({ length: count * height * width }, (_, at) => at % 251);
  return gzipSync(Buffer.concat([header, pixels]));
}

export function idxLabelBytes(labels: readonly number[]): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(0x0801, 0);
  header.writeUInt32BE(labels.length, 4);
  return Buffer.concat([header, Uint8Array.from(labels)]);
}

/** Records of CIFAR-10's binary version: a label, then a red, a green and a blue plane of one value each. */
export function cifarBytes(
  records: readonly (readonly [number, number, number, number])[],
): Buffer {
  return Buffer.concat(
    records.map(([label, ...colours]) =>
      Buffer.concat([Buffer.from([label]), ...colours.map((value) => Buffer.alloc(1024, value))]),
    ),
  );
}
