import { describe, expect, it } from 'vitest';
import { deriveFeatures } from './derive-features.ts';
import type { Feature } from './feature.ts';
import type { Row } from './table.ts';

const table = { rowCount: 3, columns: { a: [1, 0, null], b: [2, 0, 4] } };
const feature = (compute: (row: Row) => number | null): Feature<Row> => ({ name: 'f', compute });

describe('deriveFeatures', () => {
  it('appends columns; NaN and infinities are null', () => {
    const ratio = feature(({ a, b }) => (typeof b === 'number' ? Number(b) / Number(a) : null));
    expect(deriveFeatures(table, [ratio]).columns).toEqual({
      ...table.columns,
      f: [2, null, null],
    });
    expect(deriveFeatures(table, [])).toBe(table);
    expect(deriveFeatures({ rowCount: 0, columns: {} }, [ratio]).columns).toEqual({ f: [] });
  });

  it('names feature and row when one throws or gives no number', () => {
    const throwing = feature(({ a }) => {
      if (a === null) throw new Error('no a');
      return 1;
    });
    expect(() => deriveFeatures(table, [throwing])).toThrow("Feature 'f' failed on row 3: no a");
    const text = feature((() => 'x') as unknown as () => number);
    expect(() => deriveFeatures(table, [text])).toThrow(
      expect.objectContaining({
        code: 'FEATURE_INVALID',
        message: "Feature 'f' gave x (string) on row 1.",
      }),
    );
  });
});
