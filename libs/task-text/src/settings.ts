import { z } from 'zod';
import { tokenizerSchema } from './tokenize.ts';

const hashedSettingsSchema = z.strictObject({
  kind: z.literal('hashed'),
  /** Most inputs: the n-grams that tell the most apart. */
  width: z.int().min(16).max(65_536).default(4_096),
  /** Longest run of words. */
  words: z.int().min(0).max(4).default(2),
  /** Runs of characters inside words, which carry what misspellings and endings share; `null` for none. */
  characters: z
    .strictObject({ from: z.int().min(1).max(8), to: z.int().min(1).max(8) })
    .refine(({ from, to }) => from <= to, '`from` is larger than `to`')
    .nullable()
    .default({ from: 2, to: 4 }),
  tokenizer: tokenizerSchema.default({ numbers: 'mask', lowerCase: true }),
});

const tokensSettingsSchema = z.strictObject({
  kind: z.literal('tokens'),
  /** Most frequent words that have a number of their own. */
  vocabulary: z.int().min(10).max(200_000).default(5_000),
  /** Words kept of a text; the rest is cut off. */
  length: z.int().min(1).max(10_000).default(100),
  tokenizer: tokenizerSchema.default({ numbers: 'mask', lowerCase: true }),
});

/**
 * `encoding` of train.config.ts. `hashed`: n-grams weighed by TF-IDF, for a linear model or a small network. `tokens`: the
 * number of each word in order, for a model that begins with an embedding.
 */
export const encodingSettingsSchema = z.preprocess(
  (settings) =>
    typeof settings === 'object' && settings !== null && !('kind' in settings)
      ? { kind: 'hashed', ...settings }
      : settings,
  z.discriminatedUnion('kind', [hashedSettingsSchema, tokensSettingsSchema]),
);
export type HashedSettings = z.output<typeof hashedSettingsSchema>;
export type TokensSettings = z.output<typeof tokensSettingsSchema>;
