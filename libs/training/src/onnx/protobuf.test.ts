import { describe, expect, it } from 'vitest';
import { integersOf, readFields } from './protobuf-reader.ts';
import { bytesField, floatField, integerField, message } from './protobuf-writer.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('the protobuf writer', () => {
  it('writes the examples of the specification', () => {
    expect(hex(integerField(1, 150))).toBe('089601');
    expect(hex(bytesField(2, 'testing'))).toBe('120774657374696e67');
    expect(hex(integerField(1, -2))).toBe('08feffffffffffffffff01');
    expect(hex(floatField(1, 1))).toBe('0d0000803f');
    expect(hex(bytesField(3, integerField(1, 150)))).toBe('1a03089601');
    expect(hex(integerField(20, 0))).toBe('a00100');
  });
});

describe('readFields', () => {
  it('reads what the writer wrote, and passes over floats', () => {
    const bytes = message(
      integerField(1, 300),
      floatField(2, 1.5),
      [bytesField(3, 'ä'), bytesField(3, new Uint8Array(200))],
      integerField(4, -1),
    );
    expect([...readFields(bytes)]).toEqual(
      [
        { number: 1, integer: 300n },
        { number: 3, bytes: new Uint8Array(Buffer.from('ä')) },
        { number: 3, bytes: new Uint8Array(200) },
        { number: 4, integer: 2n ** 64n - 1n },
      ].map((field) => ('bytes' in field ? { ...field, bytes: Buffer.from(field.bytes) } : field)),
    );
  });

  it.each([
    ['cut in the middle of a field', '1207746573'],
    ['cut in the middle of a number', '0896'],
    ['of another format', '0b'],
    ['an endless number', '08ffffffffffffffffffffff'],
  ])('refuses bytes %s', (_, text) => {
    expect(() => [...readFields(Buffer.from(text, 'hex'))]).toThrow(RangeError);
  });
});

describe('integersOf', () => {
  it('reads packed and single numbers alike', () => {
    expect(integersOf({ number: 8, integer: 3n })).toEqual([3n]);
    expect(integersOf({ number: 8, bytes: Buffer.from('03ac02', 'hex') })).toEqual([3n, 300n]);
  });
});
