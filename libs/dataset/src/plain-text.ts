/**
 * What is left of a text without case, digits, spaces and signs: two texts with the same letters say the same. `null` when
 * nothing is left.
 * @example plainText('Win £100 now!') // 'winnow'
 */
export function plainText(text: string): string | null {
  const letters = text.toLowerCase().replace(/[^\p{L}]+/gu, '');
  return letters === '' ? null : letters;
}
