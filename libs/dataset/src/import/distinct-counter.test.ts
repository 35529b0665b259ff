import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DistinctCounter } from './distinct-counter.ts';
import { HyperLogLog } from './hyper-log-log.ts';
import { RowCounter, textKey } from './row-counter.ts';

describe('DistinctCounter', () => {
  it('counts every value as a Map would', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -9, max: 9 }), fc.double({ noNaN: true }))),
        (values) => {
          const plain = values.map((value) => (value === 0 ? 0 : value));
          const counter = new DistinctCounter(1 << 12);
          const expected = new Map<number, number>();
          for (const value of plain) {
            const isNew = counter.add(value);
            expect(isNew).toBe(!expected.has(value));
            expected.set(value, (expected.get(value) ?? 0) + 1);
          }
          expect(counter.distinct).toBe(expected.size);
          expect(new Map(counter.entries())).toEqual(expected);
        },
      ),
    );
  });

  it('stays exact up to its capacity and estimates beyond, saying so', () => {
    const counter = new DistinctCounter(1 << 12);
    for (let value = 0; value < 2000; value++) counter.add(value);
    expect([counter.distinct, counter.isExact]).toEqual([2000, true]);
    for (let value = 0; value < 100_000; value++) counter.add(value);
    expect(counter.isExact).toBe(false);
    expect(Math.abs(counter.distinct / 100_000 - 1)).toBeLessThan(0.03);
  });

  it('leaves others their share of a common budget', () => {
    const budget = { slots: 4096 };
    const first = new DistinctCounter(1 << 20, budget);
    for (let value = 0; value < 5000; value++) first.add(value);
    expect(first.isExact).toBe(false);
    const second = new DistinctCounter(1 << 20, budget);
    for (let value = 0; value < 1000; value++) second.add(value);
    expect([second.distinct, second.isExact]).toEqual([1000, true]);
  });
});

describe('HyperLogLog', () => {
  it('is empty at first', () => {
    expect(new HyperLogLog().count()).toBe(0);
  });
});

describe('RowCounter', () => {
  function count(rows: readonly (readonly number[])[]): number {
    const counter = new RowCounter();
    for (const row of rows) {
      for (const key of row) counter.addCell(key);
      counter.endRow();
    }
    return counter.distinct;
  }

  it('tells rows apart by every cell, its place and missing values', () => {
    const missing = Number.NaN;
    expect(
      count([
        [1, 2],
        [2, 1],
        [1, missing],
        [missing, 1],
        [1, 2],
        [1, missing],
      ]),
    ).toBe(4);
  });

  it('tells a hundred thousand rows of small numbers apart', () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => [
      index % 10,
      Math.floor(index / 10),
      1,
    ]);
    expect(count(rows)).toBe(100_000);
  });
});

describe('textKey', () => {
  it('is an exact non-negative integer', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (high, low) => {
        const key = textKey(high | 0, low | 0);
        expect(Number.isSafeInteger(key) && key >= 0).toBe(true);
      }),
    );
  });
});
