import { z } from 'zod';

/** How a text is cut into words. The bundle keeps it, so that the service cuts as training did. */
export const tokenizerSchema = z.strictObject({
  /** `mask` writes every digit as 0 and at most six in a row, so that one phone number looks like the next. */
  numbers: z.enum(['mask', 'keep']).default('mask'),
  /** Whether `Free` and `free` are one word. */
  lowerCase: z.boolean().default(true),
});
export type Tokenizer = z.infer<typeof tokenizerSchema>;

/** Digits of a masked number beyond these say nothing more. */
const MOST_DIGITS = 6;

const SPACE = 1;
const WORD = 2;
const DIGIT = 3;
const SYMBOL = 4;
const APOSTROPHE = 5;

/** Class of every UTF-16 code unit that was met; 0 where none was yet. */
const classes = new Uint8Array(0x1_0000);

function classify(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  if (character === "'" || character === '’') return APOSTROPHE;
  if (/\p{N}/u.test(character)) return DIGIT;
  if (/[\p{L}\p{M}]/u.test(character)) return WORD;
  return /[\p{Z}\p{C}]/u.test(character) ? SPACE : SYMBOL;
}

function classOf(codePoint: number): number {
  if (codePoint > 0xffff) return classify(codePoint);
  const known = classes[codePoint];
  if (known) return known;
  const found = classify(codePoint);
  classes[codePoint] = found;
  return found;
}

/**
 * The words of a text, after Unicode NFKC (so that full-width letters and ligatures are the plain ones). A word is a run
 * of letters, marks and digits of any script, with apostrophes inside it; a run of one symbol (`!!!`, `£`, an emoji) is a
 * word of that symbol. White space and control characters only separate. Scripts that write without spaces give long
 * words, which their character n-grams take apart.
 * @example
 * tokenize("Don't call 0845 281!!", { numbers: 'mask', lowerCase: true }) // ["don't", 'call', '0000', '000', '!']
 */
export function tokenize(text: string, { numbers, lowerCase }: Tokenizer): string[] {
  const normal = lowerCase ? text.normalize('NFKC').toLowerCase() : text.normalize('NFKC');
  const tokens: string[] = [];
  let start = -1;
  let hasDigit = false;
  let hasQuote = false;
  const endWord = (end: number) => {
    if (start < 0) return;
    const word = normal.slice(start, end);
    const quoted = hasQuote ? word.replaceAll('’', "'") : word;
    tokens.push(hasDigit && numbers === 'mask' ? maskDigits(quoted) : quoted);
    start = -1;
    hasDigit = false;
    hasQuote = false;
  };
  let symbol = 0;
  for (let at = 0; at < normal.length; ) {
    const codePoint = normal.codePointAt(at) ?? 0;
    const size = codePoint > 0xffff ? 2 : 1;
    let kind = classOf(codePoint);
    if (kind === APOSTROPHE) {
      const next = normal.codePointAt(at + size);
      const isInside = start >= 0 && next !== undefined && classOf(next) === WORD;
      kind = isInside ? WORD : SPACE;
      hasQuote ||= isInside && codePoint !== 0x27;
    }
    if (kind === WORD || kind === DIGIT) {
      if (start < 0) start = at;
      hasDigit ||= kind === DIGIT;
      symbol = 0;
    } else {
      endWord(at);
      if (kind === SYMBOL && codePoint !== symbol) tokens.push(String.fromCodePoint(codePoint));
      symbol = kind === SYMBOL ? codePoint : 0;
    }
    at += size;
  }
  endWord(normal.length);
  return tokens;
}

const maskDigits = (word: string) =>
  word.replace(/\p{N}+/gu, (digits) => '0'.repeat(Math.min(MOST_DIGITS, digits.length)));

/** Whether a token is a word or a number rather than a symbol. */
export function isWord(token: string): boolean {
  const kind = classOf(token.codePointAt(0) ?? 0x20);
  return kind === WORD || kind === DIGIT;
}
