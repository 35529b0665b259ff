import type { CanonicalWriter } from './canonical-writer.ts';
import { numberSigns } from './cell-readings.ts';
import { DateCell } from './date-cell.ts';
import type { ColumnSummary } from './file-profile.ts';
import { isMissingToken } from './missing-token.ts';
import { isDateReading, isNumberReading, readings } from './reading.ts';

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
  return (writer, bytes, start, end) => {
    if (start >= end || isMissingToken(bytes, start, end)) writer.addBytes(bytes, start, start);
    else convert(writer, bytes, start, end);
  };
}

function numberConverter(bits: number): CellConverter {
  const { decimal, group } = numberSigns(bits);
  return (writer, bytes, start, end) => {
    if (bits === readings.point) writer.addBytes(bytes, start, end);
    else {
      const text = bytes.toString('latin1', start, end);
      const ungrouped = group === 0 ? text : text.replaceAll(String.fromCharCode(group), '');
      writer.addText(ungrouped.replace(String.fromCharCode(decimal), '.'));
    }
  };
}

function dateConverter(bits: number, asTimestamp: boolean): CellConverter {
  const date = new DateCell();
  return (writer, bytes, start, end) => {
    date.read(bytes, start, end);
    writer.addText(date.iso(bits, asTimestamp));
  };
}

const booleanConverter: CellConverter = (writer, bytes, start, end) => {
  writer.addText(bytes.toString('latin1', start, end).toLowerCase());
};
