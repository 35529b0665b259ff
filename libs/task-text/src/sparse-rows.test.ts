import { describe, expect, it } from 'vitest';
import { sparseRows } from './sparse-rows.ts';

describe('sparseRows', () => {
  it('writes each row whole, over whatever stood there', () => {
    const rows = sparseRows(4, 1);
    rows.add(2, 0.5);
    rows.endRow();
    rows.endRow();
    for (let position = 0; position < 4; position++) rows.add(position, position + 1);
    rows.endRow();
    const { rows: count, write } = rows.finish();
    expect(count).toBe(3);
    const out = new Float32Array(6).fill(9);
    write(0, out, 1);
    expect([...out]).toEqual([9, 0, 0, 0.5, 0, 9]);
    write(1, out, 1);
    expect([...out]).toEqual([9, 0, 0, 0, 0, 9]);
    write(2, out, 1);
    expect([...out]).toEqual([9, 1, 2, 3, 4, 9]);
  });

  it('grows beyond what was expected', () => {
    const rows = sparseRows(1_000, 1);
    for (let position = 0; position < 1_000; position++) rows.add(position, 1);
    rows.endRow();
    const out = new Float32Array(1_000);
    rows.finish().write(0, out, 0);
    expect(out.every((value) => value === 1)).toBe(true);
  });
});
