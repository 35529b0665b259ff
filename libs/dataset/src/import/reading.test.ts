import { describe, expect, it } from 'vitest';
import { cellReadings } from './cell-readings.ts';
import { DateCell } from './date-cell.ts';
import { chooseReading, everyReading, type ReadingEvidence } from './reading.ts';

const none: ReadingEvidence = { grouping: false, commaFree: false, dottedDates: false };

function readColumn(cells: readonly string[], evidence: Partial<ReadingEvidence> = {}): string {
  const date = new DateCell();
  let mask = everyReading;
  for (const cell of cells)
    mask &= cellReadings(Buffer.from(cell), 0, Buffer.byteLength(cell), date);
  return chooseReading(mask, { ...none, ...evidence });
}

describe('chooseReading', () => {
  it.each([
    [['1', '2.5'], {}, 'point'],
    [['1', '2,5'], {}, 'comma'],
    [['1', '2,55', '3.5'], {}, 'text'],
    [['1,234.5', '7'], { grouping: true }, 'groupedByComma'],
    [['1.234,5', '7,25'], { grouping: true }, 'groupedByPoint'],
    [['1,234', '2,345'], {}, 'text'],
    [['1,234', '2,345'], { commaFree: true }, 'comma'],
    [['1,234', '2,345'], { grouping: true }, 'groupedByComma'],
    [['true', 'FALSE'], {}, 'boolean'],
    [['true', '1'], {}, 'text'],
    [['2024-01-31'], {}, 'yearFirst'],
    [['03/04/2024', '31/12/2024'], {}, 'dayFirst'],
    [['03/04/2024', '12/31/2024'], {}, 'monthFirst'],
    [['31/12/2024', '12/31/2024'], {}, 'text'],
    [['03/04/2024'], {}, 'monthFirst'],
    [['03/04/2024'], { commaFree: true }, 'dayFirst'],
    [['03.04.2024'], { dottedDates: true }, 'dayFirst'],
    [['007', '008'], {}, 'text'],
  ])('reads %j (%j) as %s', (cells, evidence, reading) => {
    expect(readColumn(cells, evidence)).toBe(reading);
  });
});
