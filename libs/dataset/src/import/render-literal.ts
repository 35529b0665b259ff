/**
 * A string as TypeScript source, in the quotes that need fewer escapes (single ones if equal), as Biome formats
 * it. Nothing in it can end the literal or the line.
 *
 * @example renderString("it's") // "it's" in double quotes
 */
export function renderString(text: string): string {
  const singles = text.split("'").length;
  const doubles = text.split('"').length;
  const quote = singles > doubles ? '"' : "'";
  let source = '';
  for (const character of text) source += escapeCharacter(character, quote);
  return `${quote}${source}${quote}`;
}

const named: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Control and format characters, line separators and lone surrogates would be invisible or end a line. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

function escapeCharacter(character: string, quote: string): string {
  if (character === quote) return `\\${quote}`;
  const known = named[character];
  if (known !== undefined) return known;
  if (!unprintable.test(character)) return character;
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}

/** A property name as TypeScript source: quoted where it must be, computed where it would mean something else. */
export function renderKey(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  const isIdentifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
  // Compilers differ in the scripts that they know beyond the basic plane.
  const isBasic = !/[\u{10000}-\u{10ffff}]/u.test(name) && !unprintable.test(name);
  return isIdentifier && isBasic ? name : renderString(name);
}

/** @example renderNumber(1e21) // '1e21' */
export function renderNumber(value: number): string {
  return String(value).replace('e+', 'e');
}

/** Columns that text takes on a screen: two for East Asian characters and emoji, none for combining marks. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    const isWide =
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff00-\uff60\u3000-\u303f]/u.test(
        character,
      );
    width += isWide ? 2 : /\p{M}/u.test(character) ? 0 : 1;
  }
  return width;
}

/** Text that stays within a line comment. */
export function renderComment(text: string, longest: number): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\s]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length > longest
    ? `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
    : line;
}
