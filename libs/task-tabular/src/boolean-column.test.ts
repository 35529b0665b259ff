import { describe, expect, it } from 'vitest';
import { booleanEncoding, fitBooleanColumn } from './boolean-column.ts';

describe('fitBooleanColumn', () => {
  it('encodes true as 1, false as 0, missing as the share of true with a mark', () => {
    const state = fitBooleanColumn('active', [true, true, true, false, null]);
    if (state?.encoding !== 'boolean') throw new Error('not boolean');
    const { write, inputNames } = booleanEncoding(state);
    expect(inputNames).toEqual(['active', 'active is missing']);
    const out = new Float32Array(6);
    write([true, false, null], 3, out, 0, 2);
    expect([...out]).toEqual([1, 0, 0, 0, 0.75, 1]);
  });

  it('drops a constant column', () => {
    expect(fitBooleanColumn('active', [true, true])).toBeNull();
    expect(fitBooleanColumn('active', [null])).toBeNull();
    expect(fitBooleanColumn('active', [true, null])?.encoding).toBe('presence');
  });
});
