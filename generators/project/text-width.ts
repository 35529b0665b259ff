const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff00-\uff60\u3000-\u303f]/u;

/** Columns that text takes on a screen, as formatters count: two for East Asian letters and emoji, none for combining marks. */
export function textWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const letter of text) width += wide.test(letter) ? 2 : /\p{M}/u.test(letter) ? 0 : 1;
  return width;
}
