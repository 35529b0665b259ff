/** What the first bytes of a picture file say, without a pixel decoded. */
export type PictureHeader = {
  readonly format: 'png' | 'jpeg' | 'webp';
  /** In pixels, as shown: after the rotation that the file asks for. */
  readonly width: number;
  readonly height: number;
  /** As stored: 1 grey, 2 grey with alpha, 3 colour, 4 colour with alpha or CMYK. */
  readonly channels: number;
};

/**
 * Reads the header of a PNG, JPEG or WebP file.
 *
 * @param bytes the file, or as much of its beginning as there is.
 * @returns `null` when these are no such bytes, or the header is cut off.
 * @see https://www.w3.org/TR/png-3/ · ITU-T T.81 annex B · RFC 9649
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | null {
  return readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes);
}

/**
 * Whether a picture file goes on to its end, as far as its structure says: a cut-off download does not.
 *
 * @param bytes the whole file.
 */
export function isWholePicture(bytes: Uint8Array, format: PictureHeader['format']): boolean {
  switch (format) {
    case 'png':
      return indexOfText(bytes, 'IEND', Math.max(0, bytes.length - 4_096)) >= 0;
    case 'jpeg':
      // Cameras append previews and paddings after the end mark.
      return lastIndexOfPair(bytes, 0xff, 0xd9) > 0;
    case 'webp':
      return bytes.length >= littleEndian(bytes, 4, 4) + 8;
  }
}

/** What a file that is no PNG, JPEG or WebP is, for a message: `HEIC`, `GIF`, …; `null` when nothing is known of it. */
export function nameOtherFormat(bytes: Uint8Array): string | null {
  const brand = textAt(bytes, 4, 4) === 'ftyp' ? textAt(bytes, 8, 4) : null;
  if (brand !== null) {
    if (/^(heic|heix|hevc|hevx|heim|heis|mif1|msf1)$/.test(brand)) return 'HEIC';
    return /^avi[fs]$/.test(brand) ? 'AVIF' : 'video';
  }
  const start = textAt(bytes, 0, 4);
  if (start.startsWith('GIF8')) return 'GIF';
  if (start.startsWith('BM')) return 'BMP';
  if (start === 'II*\0' || start === 'MM\0*') return 'TIFF';
  if (start === '%PDF') return 'PDF';
  return /<svg[\s>]/.test(textAt(bytes, 0, 1_000)) ? 'SVG' : null;
}

const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Channels by PNG colour type; a palette (3) stands for colours. */
const pngChannels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 3, 4: 2, 6: 4 };

function readPng(bytes: Uint8Array): PictureHeader | null {
  if (bytes.length < 29 || !pngStart.every((byte, at) => bytes[at] === byte)) return null;
  const channels = pngChannels[bytes[25] ?? -1];
  if (textAt(bytes, 12, 4) !== 'IHDR' || channels === undefined) return null;
  return sized('png', bigEndian(bytes, 16, 4), bigEndian(bytes, 20, 4), channels);
}

function readJpeg(bytes: Uint8Array): PictureHeader | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  let isTurned = false;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      // Any number of fill bytes may stand before a marker.
      at += 1;
      continue;
    }
    const length = bigEndian(bytes, at + 2, 2);
    // Start of frame, of any kind: C4, C8 and CC are something else.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const [height, width] = [bigEndian(bytes, at + 5, 2), bigEndian(bytes, at + 7, 2)];
      const channels = bytes[at + 9] ?? 0;
      return isTurned
        ? sized('jpeg', height, width, channels)
        : sized('jpeg', width, height, channels);
    }
    if (marker === 0xda || length < 2) return null;
    if (marker === 0xe1) isTurned ||= isTurnedExif(bytes.subarray(at + 4, at + 2 + length));
    at += 2 + length;
  }
  return null;
}

/** Whether an Exif block asks for a quarter turn: orientation 5 to 8 swaps width and height. */
function isTurnedExif(block: Uint8Array): boolean {
  if (textAt(block, 0, 6) !== 'Exif\0\0') return false;
  const tiff = block.subarray(6);
  const read = textAt(tiff, 0, 2) === 'II' ? littleEndian : bigEndian;
  const directory = read(tiff, 4, 4);
  const entries = read(tiff, directory, 2);
  for (let entry = 0; entry < Math.min(entries, 100); entry++) {
    const at = directory + 2 + entry * 12;
    if (read(tiff, at, 2) === 0x0112) return read(tiff, at + 8, 2) >= 5;
  }
  return false;
}

function readWebp(bytes: Uint8Array): PictureHeader | null {
  if (textAt(bytes, 0, 4) !== 'RIFF' || textAt(bytes, 8, 4) !== 'WEBP') return null;
  if (bytes.length < 30) return null;
  switch (textAt(bytes, 12, 4)) {
    case 'VP8 ':
      return sized(
        'webp',
        littleEndian(bytes, 26, 2) & 0x3fff,
        littleEndian(bytes, 28, 2) & 0x3fff,
        3,
      );
    case 'VP8L': {
      const bits = littleEndian(bytes, 21, 4);
      const hasAlpha = ((bits >>> 28) & 1) === 1;
      return sized('webp', (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1, hasAlpha ? 4 : 3);
    }
    case 'VP8X': {
      const hasAlpha = ((bytes[20] ?? 0) & 0x10) !== 0;
      const [width, height] = [littleEndian(bytes, 24, 3) + 1, littleEndian(bytes, 27, 3) + 1];
      return sized('webp', width, height, hasAlpha ? 4 : 3);
    }
    default:
      return null;
  }
}

function sized(
  format: PictureHeader['format'],
  width: number,
  height: number,
  channels: number,
): PictureHeader | null {
  const isUsable = width > 0 && height > 0 && channels > 0 && channels <= 4;
  return isUsable ? { format, width, height, channels } : null;
}

function bigEndian(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = 0; index < length; index++) value = value * 256 + (bytes[at + index] ?? 0);
  return value;
}

function littleEndian(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = length - 1; index >= 0; index--) value = value * 256 + (bytes[at + index] ?? 0);
  return value;
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

function indexOfText(bytes: Uint8Array, text: string, from: number): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(text, from);
}

function lastIndexOfPair(bytes: Uint8Array, first: number, second: number): number {
  for (let at = bytes.length - 2; at >= 0; at--) {
    if (bytes[at] === first && bytes[at + 1] === second) return at;
  }
  return -1;
}
