import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseEncoderState, parseEncodingSettings } from './parse-state.ts';

const schema = z.strictObject({ width: z.int().min(1).default(8) });

describe('parseEncoderState', () => {
  it('gives back what was written, and names what is broken', () => {
    expect(parseEncoderState(schema, { width: 4 })).toEqual({ width: 4 });
    expect(() => parseEncoderState(schema, { width: 0 })).toThrow(
      expect.objectContaining({ code: 'BUNDLE_BROKEN', message: expect.stringContaining('width') }),
    );
  });
});

describe('parseEncodingSettings', () => {
  it('fills in defaults, also where nothing is set', () => {
    expect(parseEncodingSettings(schema, undefined)).toEqual({ width: 8 });
    expect(parseEncodingSettings(schema, { width: 2 })).toEqual({ width: 2 });
  });

  it('names every entry that is wrong', () => {
    expect(() => parseEncodingSettings(schema, { width: 1.5, heigth: 1 })).toThrow(
      /encoding\.width: .*; encoding: .*heigth/,
    );
  });
});
