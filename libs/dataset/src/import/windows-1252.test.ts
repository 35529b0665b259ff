import { describe, expect, it } from 'vitest';
import { decodeWindows1252 } from './windows-1252.ts';

describe('decodeWindows1252', () => {
  it('reads quotes, dashes and the euro sign where Latin-1 has control characters', () => {
    const bytes = Buffer.from([0x80, 0x35, 0x20, 0x93, 0xfc, 0x94, 0x20, 0x96, 0x9f]);
    expect(decodeWindows1252(bytes)).toBe('€5 “ü” –Ÿ');
  });

  it('gives one character per byte, also for those that are not assigned', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect(decodeWindows1252(bytes)).toHaveLength(256);
    expect(decodeWindows1252(bytes.subarray(0x81, 0x82))).toBe('\u0081');
  });
});
