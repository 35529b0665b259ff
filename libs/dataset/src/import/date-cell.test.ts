import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DateCell } from './date-cell.ts';
import { readings } from './reading.ts';

const { yearFirst, dayFirst, monthFirst } = readings;

function read(text: string): DateCell {
  const bytes = Buffer.from(`x${text}`);
  const cell = new DateCell();
  cell.read(bytes, 1, bytes.length);
  return cell;
}

describe('DateCell', () => {
  it('reads what toISOString writes', () => {
    const years = { min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(years), (date) => {
        const cell = read(date.toISOString());
        expect(cell.mask).toBe(yearFirst);
        expect(cell.milliseconds(yearFirst)).toBe(date.getTime());
        expect(cell.iso(yearFirst, true)).toBe(date.toISOString());
        expect(cell.isIso).toBe(true);
      }),
    );
  });

  it.each([
    ['31.12.2024', dayFirst, '2024-12-31'],
    ['12/31/2024', monthFirst, '2024-12-31'],
    ['2024/1/9', yearFirst, '2024-01-09'],
    ['29-02-2024', dayFirst, '2024-02-29'],
  ])('reads %s in one order only', (text, reading, iso) => {
    const cell = read(text);
    expect(cell.mask).toBe(reading);
    expect(cell.iso(reading, false)).toBe(iso);
    expect(cell.isIso).toBe(false);
  });

  it('says that 03/04/2024 fits both orders', () => {
    const cell = read('03/04/2024');
    expect(cell.mask).toBe(dayFirst | monthFirst);
    expect(cell.iso(dayFirst, false)).toBe('2024-04-03');
    expect(cell.iso(monthFirst, false)).toBe('2024-03-04');
  });

  it.each([
    ['2024-01-31 10:30', '2024-01-31T10:30:00'],
    ['2024-01-31T10:30:05.125Z', '2024-01-31T10:30:05.125Z'],
    ['2024-01-31 10:30:05+0200', '2024-01-31T10:30:05+02:00'],
    ['2024-01-31 10:30:05-05', '2024-01-31T10:30:05-05:00'],
    ['2024-01-31 1:05 PM', '2024-01-31T13:05:00'],
    ['2024-01-31 12:05:00 am', '2024-01-31T00:05:00'],
  ])('brings %s into ISO 8601', (text, iso) => {
    expect(read(text).iso(yearFirst, true)).toBe(iso);
  });

  it('counts an offset into the milliseconds', () => {
    expect(read('2024-01-31T10:30:05+02:00').milliseconds(yearFirst)).toBe(
      Date.parse('2024-01-31T10:30:05+02:00'),
    );
  });

  it.each([
    '2023-02-29',
    '2024-13-01',
    '32.12.2024',
    '2024-01-31 25:00',
    '2024-01-31 10:60',
    '2024-01',
    '2024-01-31x',
    '2024-01-31 13:00 PM',
    '1.2.3',
    '10:30',
    '20240131',
    '192.168.1.100',
    '2024-01/31',
    '31.12.24',
    '2024-01-31T10:00:00+02:0',
  ])('finds no date in %s', (text) => {
    expect(read(text).mask).toBe(0);
  });
});
