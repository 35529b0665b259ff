import { isWord } from './tokenize.ts';

/** Which n-grams stand for a text. */
export type NGrams = {
  /** Longest run of words; 0 leaves words out. */
  readonly words: number;
  /** Shortest and longest run of characters inside a word with its borders; `null` leaves them out. */
  readonly characters: { readonly from: number; readonly to: number } | null;
};

/** Slots that n-grams are hashed to before the useful ones are chosen. A power of two. */
export const HASH_SLOTS = 1 << 20;

const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const WORD_BORDER = 0x20;

/** Spreads the bits of an FNV hash, whose low ones alone are poor (the finalizer of MurmurHash3). */
function slotOf(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) & (HASH_SLOTS - 1);
}

/**
 * Tells the slot (0 to `HASH_SLOTS` - 1) of every n-gram of a tokenised text, repetitions included. No string is made for
 * an n-gram: a review of 230 words has three thousand of them.
 */
export function visitNGrams(
  tokens: readonly string[],
  { words, characters }: NGrams,
  visit: (slot: number) => void,
): void {
  for (let at = 0; at < tokens.length; at++) {
    let hash = FNV_BASIS;
    for (let length = 1; length <= words && at + length <= tokens.length; length++) {
      const token = tokens[at + length - 1] ?? '';
      for (let index = 0; index < token.length; index++) {
        hash = Math.imul(hash ^ token.charCodeAt(index), FNV_PRIME);
      }
      hash = Math.imul(hash ^ WORD_BORDER, FNV_PRIME);
      visit(slotOf(hash));
    }
  }
  if (characters === null) return;
  for (const token of tokens) {
    if (!isWord(token)) continue;
    const last = token.length + 1;
    for (let from = 0; from <= last; from++) {
      let hash = ~FNV_BASIS;
      for (let to = from; to <= last && to - from < characters.to; to++) {
        const code = to === 0 || to === last ? WORD_BORDER : token.charCodeAt(to - 1);
        hash = Math.imul(hash ^ code, FNV_PRIME);
        if (to - from + 1 >= characters.from) visit(slotOf(hash));
      }
    }
  }
}
