import { gunzipSync } from 'node:zlib';

/** Many pictures of one size in one file, as bytes. */
export type PictureArchive = {
  readonly kind: 'idx' | 'cifar';
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** Class index per picture, where the file holds it; `null` for IDX, whose labels are a file of their own. */
  readonly labels: Uint8Array | null;
  /** Picture `index` (0-based), `height × width × channels` bytes, row by row, channels together. */
  readonly pictureAt: (index: number) => Uint8Array;
};

/** 10,000 records of one label and 32 × 32 pixels in three planes. */
const cifarSide = 32;
const cifarPlane = cifarSide * cifarSide;
const cifarRecord = 1 + 3 * cifarPlane;
/** An archive unpacked is held in memory; this is 20 times MNIST. */
const mostUnpackedBytes = 1024 ** 3;

/**
 * Reads an IDX file of pictures (as MNIST comes) or a batch of CIFAR-10's binary version, gzipped or not.
 *
 * @param bytes the whole file.
 * @returns `null` when these are no such bytes, or not as many as the header promises.
 * @see http://yann.lecun.com/exdb/mnist/ · https://www.cs.toronto.edu/~kriz/cifar.html
 */
export function readPictureArchive(bytes: Uint8Array): PictureArchive | null {
  const plain = unpacked(bytes);
  return plain === null ? null : (readIdx(plain) ?? readCifar(plain));
}

/** The labels of an IDX label file, gzipped or not; `null` when it is none. */
export function readIdxLabels(bytes: Uint8Array): Uint8Array | null {
  const plain = unpacked(bytes);
  if (plain === null || magicOf(plain) !== 0x0801) return null;
  const count = wordAt(plain, 4);
  return plain.length < 8 + count ? null : plain.subarray(8, 8 + count);
}

/** The reference of one picture of an archive. @example archiveReference('t10k.gz', 3) // 't10k.gz#3' */
export function archiveReference(path: string, index: number): string {
  return `${path}#${index}`;
}

/** A reference taken apart; `index` is `null` when it names a file of its own. */
export function parseReference(reference: string): {
  readonly path: string;
  readonly index: number | null;
} {
  const match = /^(.*)#(\d+)$/s.exec(reference);
  const [, path, index] = match ?? [];
  return path === undefined || index === undefined
    ? { path: reference, index: null }
    : { path, index: Number(index) };
}

function unpacked(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: mostUnpackedBytes });
  } catch {
    return null;
  }
}

function readIdx(bytes: Uint8Array): PictureArchive | null {
  const magic = magicOf(bytes);
  // The third byte says "unsigned bytes", the fourth how many dimensions there are.
  if (magic !== 0x0803 && magic !== 0x0804) return null;
  const [count, height, width] = [wordAt(bytes, 4), wordAt(bytes, 8), wordAt(bytes, 12)];
  const channels = magic === 0x0804 ? wordAt(bytes, 16) : 1;
  const from = magic === 0x0804 ? 20 : 16;
  const size = height * width * channels;
  if (size === 0 || channels > 4 || bytes.length < from + count * size) return null;
  return {
    kind: 'idx',
    count,
    width,
    height,
    channels,
    labels: null,
    pictureAt: (index) => bytes.subarray(from + index * size, from + (index + 1) * size),
  };
}

function readCifar(bytes: Uint8Array): PictureArchive | null {
  if (bytes.length === 0 || bytes.length % cifarRecord !== 0) return null;
  const count = bytes.length / cifarRecord;
  const labels = Uint8Array.from({ length: count }, (_, row) => bytes[row * cifarRecord] ?? 255);
  if (labels.some((label) => label > 9)) return null;
  return {
    kind: 'cifar',
    count,
    width: cifarSide,
    height: cifarSide,
    channels: 3,
    labels,
    pictureAt(index) {
      const planes = bytes.subarray(index * cifarRecord + 1, (index + 1) * cifarRecord);
      const picture = new Uint8Array(3 * cifarPlane);
      for (let pixel = 0; pixel < cifarPlane; pixel++) {
        picture[3 * pixel] = planes[pixel] ?? 0;
        picture[3 * pixel + 1] = planes[cifarPlane + pixel] ?? 0;
        picture[3 * pixel + 2] = planes[2 * cifarPlane + pixel] ?? 0;
      }
      return picture;
    },
  };
}

function magicOf(bytes: Uint8Array): number {
  return bytes.length < 8 ? 0 : wordAt(bytes, 0);
}

function wordAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
}
