import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { denseRows } from '@create-mlops/contracts';
import { afterAll, describe, expect, it } from 'vitest';
import { npyHead, writeNumbers, writeRows } from './npy.ts';

const folder = mkdtempSync(join(tmpdir(), 'npy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('npyHead', () => {
  // Bytes 1 to 128 of numpy.save(file, numpy.zeros((3, 4), 'float32')), numpy 2.4.
  it('is byte for byte what numpy writes', () => {
    const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`;
    const expected = Buffer.concat([
      Buffer.from('934e554d5059' + '0100' + '7600', 'hex'),
      Buffer.from(`${text.padEnd(117)}\n`),
    ]);
    expect(Buffer.from(npyHead('float32', [3, 4]))).toEqual(expected);
  });

  it.each([
    [[], 'shape', '()'],
    [[5], 'shape', '(5,)'],
    [[2, 28, 28, 1], 'shape', '(2, 28, 28, 1)'],
  ])('writes the shape %j as a tuple, and ends at a multiple of 64', (shape, _, tuple) => {
    const head = Buffer.from(npyHead('int32', shape));
    expect(head.length % 64).toBe(0);
    expect(head.readUInt16LE(8)).toBe(head.length - 10);
    expect(head.toString('latin1', 10)).toContain(
      `'<i4', 'fortran_order': False, 'shape': ${tuple}, }`,
    );
    expect(head.at(-1)).toBe(0x0a);
  });
});

describe('writeRows', () => {
  const numbersIn = (path: string) => {
    const bytes = readFileSync(path);
    const from = 10 + bytes.readUInt16LE(8);
    return Array.from({ length: (bytes.length - from) / 4 }, (_, at) =>
      bytes.readFloatLE(from + 4 * at),
    );
  };

  it('writes rows alike, whether their numbers exist already or not', async () => {
    const rows = denseRows(Float32Array.of(1, 2, 3, 4, 5, 6), 2);
    await writeRows(join(folder, 'dense.npy'), rows, [2]);
    const { dense: _, ...lazy } = rows;
    await writeRows(join(folder, 'lazy.npy'), lazy, [2]);
    expect(numbersIn(join(folder, 'dense.npy'))).toEqual([1, 2, 3, 4, 5, 6]);
    expect(readFileSync(join(folder, 'lazy.npy'))).toEqual(readFileSync(join(folder, 'dense.npy')));
  });

  it('writes more rows than are held at once', async () => {
    const width = 3 * 1024 * 1024;
    const write = (row: number, out: Float32Array, at: number) => {
      out.fill(row, at, at + width);
    };
    const path = join(folder, 'large.npy');
    await writeRows(path, { rows: 3, write }, [width]);
    const bytes = readFileSync(path);
    const from = 10 + bytes.readUInt16LE(8);
    expect(bytes.length - from).toBe(3 * width * 4);
    for (const row of [0, 1, 2]) {
      expect(bytes.readFloatLE(from + 4 * row * width)).toBe(row);
      expect(bytes.readFloatLE(from + 4 * ((row + 1) * width - 1))).toBe(row);
    }
  });
});

describe('writeNumbers', () => {
  it('keeps class numbers whole', async () => {
    const path = join(folder, 'target.npy');
    await writeNumbers(path, Int32Array.of(1, 0, 2));
    const bytes = readFileSync(path);
    const from = 10 + bytes.readUInt16LE(8);
    expect([0, 1, 2].map((row) => bytes.readInt32LE(from + 4 * row))).toEqual([1, 0, 2]);
  });
});
