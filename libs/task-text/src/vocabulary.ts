import { fnv1a } from '@create-mlops/encoding';
import { z } from 'zod';

/** The words of the training split: the frequent ones by name, all of them as marks in a bit map (a Bloom filter). */
export const vocabularySchema = z.object({
  /** Most frequent first, at most `FREQUENT_WORDS`. */
  frequent: z.array(z.string()),
  /** A power of two bits, base64: bit `fnv1a(word) mod bits` is set for every word seen. */
  seen: z.base64(),
});
export type VocabularyState = z.infer<typeof vocabularySchema>;

/** Words whose share of a text is watched; rarer ones come and go without meaning anything. */
export const FREQUENT_WORDS = 5_000;
/** Bits per different word: at 16 about one new word in sixteen passes for one that was seen. */
const BITS_PER_WORD = 16;
const MOST_BITS = 1 << 20;

/** The words of a training split with how often each occurs, most frequent first; ties by code unit. */
export function countWords(
  tokens: readonly (readonly string[])[],
): readonly (readonly [word: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const words of tokens) {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

/** @param words as `countWords` gives them. */
export function fitVocabulary(words: readonly (readonly [string, number])[]): VocabularyState {
  let bits = 1_024;
  while (bits < words.length * BITS_PER_WORD && bits < MOST_BITS) bits *= 2;
  const seen = new Uint8Array(bits / 8);
  for (const [word] of words) {
    const bit = fnv1a(word) & (bits - 1);
    seen[bit >> 3] = (seen[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  const frequent = words.slice(0, FREQUENT_WORDS).map(([word]) => word);
  return { frequent, seen: Buffer.from(seen).toString('base64') };
}

export type Vocabulary = {
  /** Whether a word is among the frequent ones. */
  readonly isFrequent: (word: string) => boolean;
  /** Whether a word occurred in training at all; of those that did not, a few pass. */
  readonly isSeen: (word: string) => boolean;
};

export function openVocabulary(state: VocabularyState): Vocabulary {
  const frequent = new Set(state.frequent);
  // Not by Buffer: browsers read it, too.
  const seen = Uint8Array.from(atob(state.seen), (letter) => letter.charCodeAt(0));
  return {
    isFrequent: (word) => frequent.has(word),
    isSeen(word) {
      const bit = fnv1a(word) & (seen.length * 8 - 1);
      return ((seen[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
    },
  };
}
