/** What the bytes 0x80 to 0x9f are in Windows-1252; the five that are not assigned stay what they are in Latin-1. */
const upper = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Bytes of Windows-1252 as text. `TextDecoder` of Node 20 reads it as Latin-1, so that typographic quotes, dashes and the euro
 * sign become control characters.
 * @example decodeWindows1252(Buffer.from([0x80, 0x35])) // '€5'
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (character) => upper[character.charCodeAt(0) - 0x80] ?? character);
}
