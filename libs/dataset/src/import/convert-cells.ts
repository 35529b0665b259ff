import type { CanonicalWriter } from './canonical-writer.ts';
import { numberSigns, point } from './cell-readings.ts';
import { DateCell } from './date-cell.ts';
import type { ColumnSummary } from './file-profile.ts';
import { isMissingToken } from './missing-token.ts';
import { isDateReading, isNumberReading, readings } from './reading.ts';

const upperT = 84;
/** Where the time of an ISO 8601 timestamp begins. */
const dateLength = 10;

/** Writes one cell `bytes[start..end)` in canonical form. */
export type CellConverter = (
  writer: CanonicalWriter,
  bytes: Buffer,
  start: number,
  end: number,
) => void;

/**
 * How the cells of a column become canonical: '.' decimals without grouping, ISO 8601 dates, `true` and `false`,
 * nothing for a missing value; texts stay as they are.
 */
export function cellConverter(column: ColumnSummary): CellConverter {
  const { reading } = column;
  if (reading === 'text') return (writer, bytes, start, end) => writer.addBytes(bytes, start, end);
  const bits = readings[reading];
  const convert = isNumberReading(reading)
    ? numberConverter(bits)
    : isDateReading(reading)
      ? dateConverter(bits, column.kind === 'timestamp')
      : booleanConverter;
  const hasTokens = column.missingTokens.length > 0;
  return (writer, bytes, start, end) => {
    const isMissing = start >= end || (hasTokens && isMissingToken(bytes, start, end));
    if (isMissing) writer.addBytes(bytes, start, start);
    else convert(writer, bytes, start, end);
  };
}

function numberConverter(bits: number): CellConverter {
  if (bits === readings.point) {
    return (writer, bytes, start, end) => writer.addBytes(bytes, start, end);
  }
  const { decimal, group } = numberSigns(bits);
  const scratch = Buffer.allocUnsafe(65_536);
  return (writer, bytes, start, end) => {
    let length = 0;
    for (let index = start; index < end; index++) {
      const byte = bytes[index] ?? 0;
      if (byte !== group) scratch[length++] = byte === decimal ? point : byte;
    }
    writer.addBytes(scratch, 0, length);
  };
}

function dateConverter(bits: number, asTimestamp: boolean): CellConverter {
  const date = new DateCell();
  const scratch = Buffer.allocUnsafe(64);
  return (writer, bytes, start, end) => {
    date.read(bytes, start, end);
    if (date.isIso && date.hasTime === asTimestamp) writer.addBytes(bytes, start, end);
    else if (date.isSpacedIso && asTimestamp) {
      const length = bytes.copy(scratch, 0, start, end);
      scratch[dateLength] = upperT;
      writer.addBytes(scratch, 0, length);
    } else writer.addText(date.iso(bits, asTimestamp));
  };
}

/** `true` and `false` in whatever case; a letter's bit 5 makes it small. */
const booleanConverter: CellConverter = (writer, bytes, start, end) => {
  for (let index = start; index < end; index++) bytes[index] = (bytes[index] ?? 0) | 0x20;
  writer.addBytes(bytes, start, end);
};
