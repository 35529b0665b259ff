import type { DateCell } from './date-cell.ts';
import { parseNumber } from './number-cell.ts';
import { readings } from './reading.ts';

export const point = 46;
export const comma = 44;

/** The bytes of the decimal sign and of the thousands separator (0 for none) of a number reading. */
export function numberSigns(reading: number): { readonly decimal: number; readonly group: number } {
  if (reading === readings.comma) return { decimal: comma, group: 0 };
  if (reading === readings.groupedByComma) return { decimal: point, group: comma };
  if (reading === readings.groupedByPoint) return { decimal: comma, group: point };
  return { decimal: point, group: 0 };
}

/** All readings that fit the cell `bytes[start..end)`, as bits of `readings`; 0 when it can only be text. */
export function cellReadings(bytes: Buffer, start: number, end: number, date: DateCell): number {
  const asPoint = parseNumber(bytes, start, end, point, 0);
  let mask = !Number.isNaN(asPoint) ? readings.point : 0;
  const asComma = parseNumber(bytes, start, end, comma, 0);
  if (!Number.isNaN(asComma)) mask |= readings.comma;
  const groupedByComma = parseNumber(bytes, start, end, point, comma);
  if (!Number.isNaN(groupedByComma)) mask |= readings.groupedByComma;
  const groupedByPoint = parseNumber(bytes, start, end, comma, point);
  if (!Number.isNaN(groupedByPoint)) mask |= readings.groupedByPoint;
  if (mask !== 0) return mask;
  if (isBoolean(bytes, start, end)) return readings.boolean;
  return date.read(bytes, start, end) ? date.mask : 0;
}

const [wordTrue, wordFalse] = [Buffer.from('true'), Buffer.from('false')];

/** `true` or `false` in any case. */
export function isBoolean(bytes: Buffer, start: number, end: number): boolean {
  const length = end - start;
  if (length !== 4 && length !== 5) return false;
  const word = length === 4 ? wordTrue : wordFalse;
  for (let index = 0; index < length; index++) {
    // Bit 5 makes a letter small.
    if (((bytes[start + index] ?? 0) | 0x20) !== word[index]) return false;
  }
  return true;
}
