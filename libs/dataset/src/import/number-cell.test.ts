import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNumber } from './number-cell.ts';

const point = 46;
const comma = 44;

function parse(text: string, decimal = point, group = 0): number {
  const bytes = Buffer.from(`x${text}y`);
  return parseNumber(bytes, 1, bytes.length - 1, decimal, group);
}

describe('parseNumber', () => {
  it('gives the same double as JavaScript for decimals of any length', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = String(value === 0 ? 0 : value);
        const digits = text.replace(/\D/g, '').length;
        if (!/[.e]/.test(text) && digits > 15) return;
        expect(parse(text)).toBe(Number(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the same double as JavaScript for money and measurements', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }), (n, d) => {
        const text = (n / 10 ** d).toFixed(d);
        expect(parse(text)).toBe(Number(text) + 0);
      }),
    );
  });

  it.each([
    ['+5', 5],
    ['.5', 0.5],
    ['5.', 5],
    ['-0', 0],
    ['1e3', 1000],
    ['1.5E-2', 0.015],
  ])('reads %s', (text, value) => {
    expect(parse(text)).toBe(value);
  });

  it.each([
    '',
    '-',
    '.',
    'e5',
    '1e',
    '1e+',
    '12a',
    '1 2',
    '0x10',
    '1_000',
    'NaN',
    'Infinity',
    '1..2',
    '1e999',
  ])('finds no number in %j', (text) => {
    expect(parse(text)).toBeNaN();
  });

  it('takes leading zeros and more than 15 digits for codes', () => {
    expect(parse('007')).toBeNaN();
    expect(parse('1234567890123456')).toBeNaN();
    expect(parse('123456789012345')).toBe(123456789012345);
    expect(parse('0')).toBe(0);
  });

  it('reads decimal commas and grouped thousands when told to', () => {
    expect(parse('1234,5', comma)).toBe(1234.5);
    expect(parse('1.234.567,5', comma, point)).toBe(1234567.5);
    expect(parse('1,234.5', point, comma)).toBe(1234.5);
    expect(parse('1,23.5', point, comma)).toBeNaN();
    expect(parse('1234,567', point, comma)).toBeNaN();
    expect(parse('1,234,5', point, comma)).toBeNaN();
  });
});
