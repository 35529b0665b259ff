/**
 * FNV-1a over UTF-16 code units, as an unsigned 32-bit integer.
 * @example
 * fnv1a('') // 2166136261
 * fnv1a('a') // 3826002220
 * @see http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
