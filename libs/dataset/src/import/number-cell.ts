const minus = 45;
const plus = 43;
const zero = 48;
const lowerE = 101;
const upperE = 69;

/** A double holds every integer of 15 digits exactly; longer ones are codes, not quantities. */
const exactDigits = 15;

const powersOfTen = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

/**
 * The number written in `bytes[start..end)`, or NaN when there is none. No string is made for up to 15 digits
 * without an exponent, and the result is the double nearest to the decimal, as `Number` would give.
 *
 * Codes are no numbers: leading zeros (`007`) and integers of more than 15 digits.
 *
 * @param decimal the byte of the decimal sign
 * @param group the byte that separates thousands, 0 for none
 * @example parseNumber(Buffer.from('-12.50'), 0, 6, 46, 0) // -12.5
 */
export function parseNumber(
  bytes: Buffer,
  start: number,
  end: number,
  decimal: number,
  group: number,
): number {
  let index = start;
  const sign = bytes[index] ?? 0;
  if (sign === minus || sign === plus) index++;
  const first = index;
  let mantissa = 0;
  while (index < end) {
    const digit = (bytes[index] ?? 0) - zero;
    if (digit < 0 || digit > 9) break;
    mantissa = mantissa * 10 + digit;
    index++;
  }
  let integerDigits = index - first;
  if (integerDigits > 1 && bytes[first] === zero) return Number.NaN;
  if (group !== 0 && index < end && bytes[index] === group) {
    if (integerDigits === 0 || integerDigits > 3) return Number.NaN;
    while (index < end && bytes[index] === group) {
      for (let place = 1; place <= 3; place++) {
        const digit = index + place < end ? (bytes[index + place] ?? 0) - zero : -1;
        if (digit < 0 || digit > 9) return Number.NaN;
        mantissa = mantissa * 10 + digit;
      }
      integerDigits += 3;
      index += 4;
    }
  }
  if (index === end) {
    if (integerDigits === 0 || integerDigits > exactDigits) return Number.NaN;
    return sign === minus ? 0 - mantissa : mantissa;
  }
  let scale = 0;
  if (bytes[index] === decimal) {
    index++;
    const fraction = index;
    while (index < end) {
      const digit = (bytes[index] ?? 0) - zero;
      if (digit < 0 || digit > 9) break;
      mantissa = mantissa * 10 + digit;
      index++;
    }
    scale = index - fraction;
  }
  if (integerDigits + scale === 0) return Number.NaN;
  const exponent = bytes[index] === lowerE || bytes[index] === upperE;
  if (index < end && !(exponent && isExponent(bytes, index + 1, end))) return Number.NaN;
  if (index < end || integerDigits + scale > exactDigits) {
    return parseLongNumber(bytes.toString('latin1', start, end), decimal, group);
  }
  const value = mantissa / (powersOfTen[scale] ?? 1);
  return sign === minus ? 0 - value : value;
}

function isExponent(bytes: Buffer, start: number, end: number): boolean {
  let index = start;
  if (bytes[index] === minus || bytes[index] === plus) index++;
  if (index >= end || end - index > 3) return false;
  for (; index < end; index++) {
    const digit = (bytes[index] ?? 0) - zero;
    if (digit < 0 || digit > 9) return false;
  }
  return true;
}

function parseLongNumber(text: string, decimal: number, group: number): number {
  const ungrouped = group === 0 ? text : text.replaceAll(String.fromCharCode(group), '');
  const value = Number(ungrouped.replace(String.fromCharCode(decimal), '.'));
  if (!Number.isFinite(value)) return Number.NaN;
  return value === 0 ? 0 : value;
}
