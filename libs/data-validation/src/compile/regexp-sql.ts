import { quoteText } from '@create-mlops/dataset';

/** What `.` excludes in JavaScript; RE2 excludes the line feed only. */
const LINE_ENDS = '\\n\\r\\x{2028}\\x{2029}';
/** JavaScript's white space, which is wider than RE2's `\s`. */
const SPACES =
  '\\t\\n\\x{b}\\f\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';
/** RE2 refuses more than 1,000; nested repeats multiply, so stay well below. */
const LONGEST_REPEAT = 256;

type Translation = { readonly pattern: string; readonly isWide: boolean };

/**
 * SQL that is true exactly when a JavaScript pattern finds a match in `text`, or `null` where RE2 cannot say the same:
 * look-around, back-references, Unicode properties, the flags i, m, v and y.
 *
 * Without the flag u JavaScript sees an astral character as two; those are then replaced by two private-use characters
 * before matching, which differ in nothing that a translatable pattern can see.
 *
 * @example regexpSql('"name"', /^a.c$/) // regexp_matches("name", '\Aa[^…]c\z')
 */
export function regexpSql(text: string, regexp: RegExp): string | null {
  if (/[imvy]/.test(regexp.flags)) return null;
  const translation = translate(regexp.source, regexp.dotAll, regexp.unicode);
  if (translation === null) return null;
  const subject =
    translation.isWide && !regexp.unicode
      ? `regexp_replace(${text}, '[\\x{10000}-\\x{10FFFF}]', chr(57344) || chr(57345), 'g')`
      : text;
  return `regexp_matches(${subject}, ${quoteText(translation.pattern)})`;
}

function translate(source: string, dotAll: boolean, unicode: boolean): Translation | null {
  let pattern = '';
  let isWide = false;
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at);
    const char = source[at] ?? '';
    if (char === '\\') {
      const escaped = readEscape(rest, unicode);
      if (escaped === null) return null;
      isWide ||= escaped.isWide;
      pattern += escaped.set === null ? escaped.text : `[${escaped.set}]`;
      at += escaped.length;
    } else if (char === '[') {
      const set = readClass(rest, unicode);
      if (set === null) return null;
      isWide ||= set.isWide;
      pattern += set.text;
      at += set.length;
    } else if (char === '.') {
      pattern += dotAll ? '(?s:.)' : `[^${LINE_ENDS}]`;
      isWide = true;
      at += 1;
    } else if (char === '(') {
      const group = /^\((?:\?:|\?<[A-Za-z_]\w*>|(?!\?))/.exec(rest);
      if (group === null) return null;
      pattern += group[0] === '(' ? '(' : '(?:';
      at += group[0].length;
    } else if (char === '{') {
      const repeat = /^\{(\d+)(?:,(\d*))?\}/.exec(rest);
      if (repeat === null) return null;
      if (Math.max(Number(repeat[1]), Number(repeat[2] || 0)) > LONGEST_REPEAT) return null;
      pattern += repeat[0];
      at += repeat[0].length;
    } else if (char === '^' || char === '$') {
      pattern += char === '^' ? '\\A' : '\\z';
      at += 1;
    } else {
      const literal = literalText(rest.codePointAt(0) ?? 0, /[|)*+?]/.test(char));
      if (literal === null) return null;
      pattern += literal;
      at += char.length;
    }
  }
  return { pattern, isWide };
}

type Escape = {
  readonly text: string;
  /** The inside of a class when the escape stands for several characters. */
  readonly set: string | null;
  readonly length: number;
  readonly isWide: boolean;
};

function readEscape(rest: string, unicode: boolean): Escape | null {
  const char = rest[1] ?? '';
  const one = (text: string, length = 2): Escape => ({ text, set: null, length, isWide: false });
  if (/[dwDW]/.test(char)) {
    return { text: '', set: `\\${char}`, length: 2, isWide: /[DW]/.test(char) };
  }
  if (char === 's') return { text: '', set: SPACES, length: 2, isWide: false };
  if (char === 'S') return { text: `[^${SPACES}]`, set: null, length: 2, isWide: true };
  if (/[bB]/.test(char)) return { text: `\\${char}`, set: null, length: 2, isWide: false };
  const controls: Readonly<Record<string, string>> = {
    n: '\\n',
    r: '\\r',
    t: '\\t',
    f: '\\f',
    v: '\\x{b}',
  };
  const control = controls[char];
  if (control !== undefined) return one(control);
  const hex = /^\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/.exec(rest);
  if (hex !== null) {
    const code = Number.parseInt(hex[1] ?? hex[2] ?? '', 16);
    const text = literalText(code, false);
    return text === null ? null : one(text, hex[0].length);
  }
  // Letters and digits left over mean back-references, properties or something stranger.
  if (char === '' || /[A-Za-z0-9]/.test(char)) return null;
  const text = literalText(rest.codePointAt(1) ?? 0, false);
  return text === null || (unicode && char > '\u007f') ? null : one(text);
}

type ClassSet = { readonly text: string; readonly length: number; readonly isWide: boolean };
type ClassItem = { readonly text: string; readonly isSet: boolean; readonly isDash: boolean };

function readClass(rest: string, unicode: boolean): ClassSet | null {
  if (/^\[(\\s\\S|\\S\\s|\\d\\D|\\w\\W)\]/.test(rest)) {
    return { text: '(?s:.)', length: 6, isWide: true };
  }
  const isNegated = rest[1] === '^';
  const items: ClassItem[] = [];
  let at = isNegated ? 2 : 1;
  let isWide = isNegated;
  for (; rest[at] !== ']'; ) {
    const char = rest[at];
    if (char === undefined) return null;
    if (char === '\\') {
      // `\b` is a backspace here, and `\S` would need a class within a class.
      const item = /^[bBS]/.test(rest.slice(at + 1)) ? null : readEscape(rest.slice(at), unicode);
      if (item === null) return null;
      items.push({ text: item.set ?? item.text, isSet: item.set !== null, isDash: false });
      isWide ||= item.isWide;
      at += item.length;
    } else {
      const text = literalText(char.codePointAt(0) ?? 0, false);
      if (text === null) return null;
      items.push({ text, isSet: false, isDash: char === '-' });
      at += 1;
    }
  }
  const body = classBody(items);
  if (body === null || body.text === '') return null;
  return {
    text: `[${isNegated ? '^' : ''}${body.text}]`,
    length: at + 1,
    isWide: isWide || body.isWide,
  };
}

/** Items with their ranges; `null` where a range would begin or end with a set. */
function classBody(items: readonly ClassItem[]): { text: string; isWide: boolean } | null {
  let text = '';
  let isWide = false;
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    const end = items[at + 2];
    if (item === undefined) break;
    if (items[at + 1]?.isDash === true && end !== undefined) {
      if (item.isSet || end.isSet) return null;
      text += `${item.text}-${end.text}`;
      // A range that reaches past the surrogates holds halves of astral characters.
      isWide ||= /^\\x\{[ef]/.test(end.text) && end.text.length === 8;
      at += 2;
    } else text += item.text;
  }
  return { text, isWide };
}

/** One character for RE2, in or outside a class; `null` for halves of astral characters and for what they turn into. */
function literalText(code: number, isOperator: boolean): string | null {
  const char = String.fromCodePoint(code);
  if (isOperator || /[A-Za-z0-9]/.test(char)) return char;
  const isPrivate = code >= 0xe000 && code <= 0xe001;
  return code >= 0xd800 && (code <= 0xdfff || isPrivate || code > 0xffff)
    ? null
    : `\\x{${code.toString(16)}}`;
}
