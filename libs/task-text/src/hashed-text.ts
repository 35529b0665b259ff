import type { EncodedRows } from '@create-mlops/contracts';
import { z } from 'zod';
import type { HashedSettings } from './settings.ts';
import { sparseRows } from './sparse-rows.ts';
import { tokenize, tokenizerSchema } from './tokenize.ts';
import { HASH_SLOTS, type NGrams, visitNGrams } from './visit-n-grams.ts';

/** What was fitted for n-grams: which slots of the hash are inputs, and how much each weighs. */
export const hashedTextSchema = z.object({
  kind: z.literal('hashed'),
  tokenizer: tokenizerSchema,
  words: z.number().int(),
  characters: z.object({ from: z.number().int(), to: z.number().int() }).nullable(),
  /** The slots that are inputs, rising. */
  slots: z.array(z.number().int()).min(1),
  /** Inverse document frequency of each: 1 + ln((1 + rows) / (1 + rows with it)). */
  weights: z.array(z.number().positive()),
});
export type HashedText = z.infer<typeof hashedTextSchema>;

/** The class of each training row, where the target has classes. */
export type ClassLabels = { readonly classes: number; readonly labels: Int32Array };

export type TextEncoding = {
  readonly width: number;
  readonly encode: (texts: readonly string[]) => EncodedRows;
};

/** An n-gram of fewer rows is chance. */
const FEWEST_ROWS = 2;

/**
 * Chooses the n-grams that become inputs, and weighs them. Where the target has classes, those are kept that are most
 * unevenly spread over them (chi-square of presence and class); otherwise the most frequent.
 * @param tokens the words of each row of the training split.
 * @returns `null` when no n-gram occurs in two rows.
 */
export function fitHashedText(
  tokens: readonly (readonly string[])[],
  { width, words, characters, tokenizer }: HashedSettings,
  labels: ClassLabels | null,
): HashedText | null {
  const grams = { words, characters };
  const rowsWith = countRows(tokens, grams);
  const candidates: number[] = [];
  for (let slot = 0; slot < HASH_SLOTS; slot++) {
    if ((rowsWith[slot] ?? 0) >= FEWEST_ROWS) candidates.push(slot);
  }
  if (candidates.length === 0) return null;
  const scores =
    labels === null || candidates.length <= width
      ? rowsWith
      : unevenness(tokens, grams, { candidates, rowsWith, ...labels });
  const slots = candidates
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
    .slice(0, width)
    .sort((a, b) => a - b);
  const weights = slots.map(
    (slot) => 1 + Math.log((1 + tokens.length) / (1 + (rowsWith[slot] ?? 0))),
  );
  return { kind: 'hashed', tokenizer, words, characters, slots, weights };
}

/** Tells the slots of each row, each once. */
function visitRows(
  tokens: readonly (readonly string[])[],
  grams: NGrams,
  visit: (row: number, slot: number) => void,
): void {
  const lastRow = new Uint32Array(HASH_SLOTS);
  for (const [row, words] of tokens.entries()) {
    visitNGrams(words, grams, (slot) => {
      if (lastRow[slot] === row + 1) return;
      lastRow[slot] = row + 1;
      visit(row, slot);
    });
  }
}

/** How many rows hold each slot. */
function countRows(tokens: readonly (readonly string[])[], grams: NGrams): Float64Array {
  const rows = new Float64Array(HASH_SLOTS);
  visitRows(tokens, grams, (_, slot) => {
    rows[slot] = (rows[slot] ?? 0) + 1;
  });
  return rows;
}

/**
 * The chi-square of each candidate's rows against the classes' shares, by slot: 0 for one that says nothing of the class.
 */
function unevenness(
  tokens: readonly (readonly string[])[],
  grams: NGrams,
  known: ClassLabels & { readonly candidates: readonly number[]; readonly rowsWith: Float64Array },
): Float64Array {
  const { candidates, rowsWith, classes, labels } = known;
  const placeOf = new Int32Array(HASH_SLOTS).fill(-1);
  for (const [place, slot] of candidates.entries()) placeOf[slot] = place;
  const byClass = new Uint32Array(candidates.length * classes);
  visitRows(tokens, grams, (row, slot) => {
    const place = placeOf[slot] ?? -1;
    if (place < 0) return;
    const at = place * classes + (labels[row] ?? 0);
    byClass[at] = (byClass[at] ?? 0) + 1;
  });
  const shares = new Float64Array(classes);
  for (const label of labels) shares[label] = (shares[label] ?? 0) + 1 / labels.length;
  const scores = new Float64Array(HASH_SLOTS);
  for (const [place, slot] of candidates.entries()) {
    for (let label = 0; label < classes; label++) {
      const expected = (rowsWith[slot] ?? 0) * (shares[label] ?? 0);
      const seen = byClass[place * classes + label] ?? 0;
      if (expected > 0) scores[slot] = (scores[slot] ?? 0) + (seen - expected) ** 2 / expected;
    }
  }
  return scores;
}

/** Inputs: 1 + ln(count) × weight of each chosen n-gram, as a vector of length 1; all zeros for a text of none of them. */
export function hashedTextEncoding(state: HashedText): TextEncoding {
  const { tokenizer, slots } = state;
  const width = slots.length;
  /** The input of each slot, counted from 1; 0 for none. */
  const inputOf = new Int32Array(HASH_SLOTS);
  for (const [input, slot] of slots.entries()) inputOf[slot] = input + 1;
  const weights = Float64Array.from(state.weights);
  const counts = new Uint32Array(width);
  const met = new Uint32Array(width);
  const weighed = (input: number) => (1 + Math.log(counts[input] ?? 1)) * (weights[input] ?? 0);
  return {
    width,
    encode(texts) {
      const out = sparseRows(width, texts.length * 64);
      for (const text of texts) {
        let distinct = 0;
        visitNGrams(tokenize(text, tokenizer), state, (slot) => {
          const input = (inputOf[slot] ?? 0) - 1;
          if (input < 0) return;
          const count = counts[input] ?? 0;
          if (count === 0) met[distinct++] = input;
          counts[input] = count + 1;
        });
        let squares = 0;
        for (let index = 0; index < distinct; index++) squares += weighed(met[index] ?? 0) ** 2;
        const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares);
        for (let index = 0; index < distinct; index++) {
          const input = met[index] ?? 0;
          out.add(input, weighed(input) * scale);
          counts[input] = 0;
        }
        out.endRow();
      }
      return out.finish();
    },
  };
}
