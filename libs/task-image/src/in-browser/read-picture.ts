import {
  invalidPicture,
  type PictureLimits,
  pictureFromDataUrl,
  type RawPicture,
} from '../picture-bytes.ts';

/** A reader of data URLs, which is all that a page has: see `pictureReader` of the service. */
export function pictureReader(limits: PictureLimits): (reference: string) => Promise<RawPicture> {
  return async (reference) => {
    if (reference.startsWith('data:')) return pictureFromDataUrl(reference, limits, bytesOf);
    throw invalidPicture('A page reads no files: the picture must be held in the row.');
  };
}

/** Base64 as lenient as Node reads it: blanks in it mean nothing. */
function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64.replace(/\s/g, '')), (letter) => letter.charCodeAt(0));
  } catch (cause) {
    throw invalidPicture('The base64 of the picture is damaged.', { cause });
  }
}
