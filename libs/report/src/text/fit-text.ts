/** Width of a text in pixels, estimated for a proportional sans serif: nothing measures text where a report is made. */
export function textWidth(text: string, fontSize = 12): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    width +=
      code >= 0x1100
        ? 1
        : /[MWmw@%]/.test(character)
          ? 0.9
          : /[A-Z0-9]/.test(character)
            ? 0.67
            : /[iljt.,:;|' ]/.test(character)
              ? 0.36
              : 0.62;
  }
  return width * fontSize;
}

/**
 * The text, cut with an ellipsis where it is wider than there is room for.
 *
 * @example fitText('a_very_long_column_name', 60) // 'a_very_l…'
 */
export function fitText(text: string, maxWidth: number, fontSize = 12): string {
  if (textWidth(text, fontSize) <= maxWidth) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, fontSize) > maxWidth) {
    characters.pop();
  }
  return `${characters.join('').trimEnd()}…`;
}
