import type { Feature, Row, Table } from '@create-mlops/contracts';
import { describe, expect, it } from 'vitest';
import { addFeatures } from './add-features.ts';

const table: Table = { rowCount: 3, columns: { a: [1, 4, null], b: [2, 0, 1] } };
const ratio: Feature<{ a: number | null; b: number }> = {
  name: 'ratio',
  compute: (row) => (row.a === null ? null : row.a / row.b),
};

describe('addFeatures', () => {
  it('appends derived columns; infinities and NaN become null', () => {
    expect(addFeatures(table, [ratio]).columns).toEqual({
      ...table.columns,
      ratio: [0.5, null, null],
    });
    expect(addFeatures(table, [{ name: 'nan', compute: () => Number.NaN }]).columns.nan).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('names feature and row when one throws or gives no number', () => {
    const broken: Feature<Row> = {
      name: 'broken',
      compute: (row) => {
        if (row.a === 4) throw new Error('four');
        return 0;
      },
    };
    expect(() => addFeatures(table, [broken])).toThrow("Feature 'broken' failed on row 2: four");
    const text = { name: 'text', compute: () => 'x' } as unknown as Feature;
    expect(() => addFeatures(table, [text])).toThrow(
      expect.objectContaining({ code: 'FEATURE_INVALID' }),
    );
  });

  it('refuses a name that is taken', () => {
    expect(() => addFeatures(table, [{ name: 'a', compute: () => 1 }])).toThrow("'a'");
  });
});
