import type { WordPairs } from './settings.ts';

/**
 * A text in which the first of each pair has become the second, or both have changed places. Whole words only, of any case;
 * a capital at the beginning stays one.
 * @example
 * replaceWords('Good food', [['good', 'bad']]) // 'Bad food'
 * replaceWords('a or b', [['a', 'b']], { bothWays: true }) // 'b or a'
 */
export function replaceWords(
  text: string,
  pairs: WordPairs,
  options: { readonly bothWays?: boolean } = {},
): string {
  const { bothWays = false } = options;
  const replacements = new Map<string, string>();
  for (const [from, to] of pairs) {
    replacements.set(from.toLowerCase(), to);
    if (bothWays) replacements.set(to.toLowerCase(), from);
  }
  // Longer phrases first, so that `not good` is not read as `good`.
  const words = [...replacements.keys()].sort((a, b) => b.length - a.length);
  const alternatives = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  return text.replace(pattern, (found) => {
    const word = replacements.get(found.toLowerCase()) ?? found;
    const isCapital = /^\p{Lu}/u.test(found);
    return isCapital ? word.charAt(0).toUpperCase() + word.slice(1) : word;
  });
}

/** Every ASCII digit as another one: 3 more, from 7 on 7 less. */
export function replaceDigits(text: string): string {
  return text.replace(/\d/g, (digit) => String((Number(digit) + 3) % 10));
}
