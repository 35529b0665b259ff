import type { EncodedRows } from '@create-mlops/contracts';
import { z } from 'zod';
import type { TextEncoding } from './hashed-text.ts';
import type { TokensSettings } from './settings.ts';
import { tokenize, tokenizerSchema } from './tokenize.ts';

/** What was fitted for words in order: the number of each. */
export const tokenTextSchema = z.object({
  kind: z.literal('tokens'),
  tokenizer: tokenizerSchema,
  length: z.number().int().positive(),
  /** The words that have a number, most frequent first; the first is number 2. */
  words: z.array(z.string()).min(1),
});
export type TokenText = z.infer<typeof tokenTextSchema>;

/** What stands after the end of a short text, and for every word that training did not number. */
const PADDING = 0;
const UNKNOWN = 1;
const FIRST_WORD = 2;

/**
 * Numbers for the words of a text, in order.
 * @param known the words of the training split, most frequent first.
 * @returns `null` when there is no word.
 */
export function fitTokenText(
  known: readonly string[],
  { tokenizer, length, vocabulary }: TokensSettings,
): TokenText | null {
  const words = known.slice(0, vocabulary);
  return words.length === 0 ? null : { kind: 'tokens', tokenizer, length, words };
}

/** Inputs: the number of each of the first `length` words; 0 after the end, 1 for a word without one. */
export function tokenTextEncoding({ tokenizer, length, words }: TokenText): TextEncoding {
  const numberOf = new Map(words.map((word, index) => [word, index + FIRST_WORD]));
  return {
    width: length,
    encode(texts): EncodedRows {
      const ids = new Int32Array(texts.length * length).fill(PADDING);
      for (const [row, text] of texts.entries()) {
        const tokens = tokenize(text, tokenizer);
        for (let at = 0; at < Math.min(length, tokens.length); at++) {
          ids[row * length + at] = numberOf.get(tokens[at] ?? '') ?? UNKNOWN;
        }
      }
      return {
        rows: texts.length,
        write: (row, out, at) => out.set(ids.subarray(row * length, (row + 1) * length), at),
      };
    },
  };
}
