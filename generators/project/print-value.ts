import { textWidth } from './text-width.ts';

/** Lines up to this width stay in one piece, as the projects' formatter has it. */
const width = 100;

/**
 * A plain value as TypeScript source in the projects' format: single quotes, keys quoted only where they must be, short
 * arrays in one line. Strings are escaped, so no value can end its literal.
 *
 * @param column how far the text before the value reaches on its line.
 * @example printValue({ min: 500 }) // "{\n  min: 500,\n}"
 */
export function printValue(value: unknown, indent = '', column = 0): string {
  if (Array.isArray(value)) return printArray(value, indent, column);
  if (value !== null && typeof value === 'object') return printObject(value, indent);
  if (typeof value === 'string') return quote(value);
  return String(value);
}

function printObject(value: object, indent: string): string {
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  if (entries.length === 0) return '{}';
  const inner = `${indent}  `;
  const lines = entries.map(([key, item]) => {
    const start = `${inner}${printKey(key)}: `;
    const column = textWidth(start);
    const printed = isFlat(item) ? printFlat(item, inner, column) : printValue(item, inner, column);
    // Text that is too long for its line gets one of its own.
    const isLate = typeof item === 'string' && column + textWidth(printed) + 1 > width;
    return isLate ? `${start.trimEnd()}\n${inner}  ${printed},` : `${start}${printed},`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

/** An object of a few plain values reads best in one line. */
function isFlat(value: unknown): boolean {
  return (
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    Object.values(value).every((inner) => inner === null || typeof inner !== 'object')
  );
}

function printFlat(value: unknown, indent: string, column: number): string {
  const entries = Object.entries(value ?? {}).map(
    ([key, item]) => `${printKey(key)}: ${printValue(item)}`,
  );
  const flat = entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  return column + textWidth(flat) + 1 <= width ? flat : printValue(value, indent, column);
}

function printArray(value: readonly unknown[], indent: string, column: number): string {
  const flat = `[${value.map((item) => printValue(item)).join(', ')}]`;
  // Of several lists, each gets a line of its own.
  const isTable = value.length > 1 && value.every((item) => Array.isArray(item) && item.length > 1);
  if (!isTable && !flat.includes('\n') && column + textWidth(flat) + 1 <= width) return flat;
  const inner = `${indent}  `;
  return `[\n${value.map((item) => `${inner}${printValue(item, inner)},`).join('\n')}\n${indent}]`;
}

function printKey(key: string): string {
  // As a plain key it would set the prototype.
  if (key === '__proto__') return "['__proto__']";
  // Compilers differ in the scripts that they know beyond the basic plane.
  const isName =
    /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) && !/[\u{10000}-\u{10ffff}]/u.test(key);
  return isName ? key : quote(key);
}

function quote(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  const safe = escaped.replace(
    /[\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16)}`,
  );
  // The formatter keeps the quotes that need fewer escapes.
  const singles = (safe.match(/'/g) ?? []).length;
  const doubles = (safe.match(/"/g) ?? []).length;
  return singles > doubles
    ? `"${safe.replaceAll('"', '\\"')}"`
    : `'${safe.replaceAll("'", "\\'")}'`;
}
