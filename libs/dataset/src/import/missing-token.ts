/** What people and programs write where they have no value, in lower case. */
const tokens: ReadonlySet<string> = new Set([
  '?',
  '-',
  '--',
  '.',
  'na',
  'n/a',
  '#n/a',
  '#na',
  'nan',
  '-nan',
  'null',
  'none',
  'nil',
  '\\n',
  'inf',
  '+inf',
  '-inf',
  'infinity',
  '-infinity',
]);

const longestToken = 9;

/** The bytes with which a token begins: nearly every other cell is told by its first. */
const begins = new Uint8Array(256);
for (const token of tokens) {
  begins[token.charCodeAt(0)] = 1;
  begins[token.toUpperCase().charCodeAt(0)] = 1;
}

/**
 * Whether `bytes[start..end)` says that there is no value: `NA`, `?`, `-`, `null`, … Infinity counts too: no
 * contract accepts it. Such a cell is only missing where it alone keeps a column from being numeric, a date or
 * a boolean; `NA` among country codes is a country.
 */
export function isMissingToken(bytes: Buffer, start: number, end: number): boolean {
  if (end - start > longestToken || begins[bytes[start] ?? 0] !== 1) return false;
  return tokens.has(bytes.toString('latin1', start, end).toLowerCase());
}
