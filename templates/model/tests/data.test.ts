import { rowOf, selectRows } from '@create-mlops/contracts';
import { addFeatures } from '@create-mlops/dataset';
import { beforeAll, describe, expect, it } from 'vitest';
import { row } from '../data/contract.ts';
import { dataset } from '../data/dataset.ts';

type Splits = Awaited<ReturnType<typeof dataset.splits>>;

describe('the data', () => {
  let splits: Splits;
  beforeAll(async () => {
    splits = await dataset.splits();
  });

  it('is the data that was locked', async () => {
    await expect(dataset.verifyLock()).resolves.toBeUndefined();
  });

  it('keeps the contract, row by row', () => {
    const problems = [0, 1, 2, splits.test.rowCount - 1].flatMap((index) => {
      const parsed = row.safeParse(rowOf(splits.test, index));
      return parsed.success ? [] : parsed.error.issues;
    });
    expect(problems).toEqual([]);
  });

  it('leaves rows for training, tuning and testing', () => {
    expect(splits.train.rowCount).toBeGreaterThan(splits.test.rowCount);
    expect(splits.validation.rowCount).toBeGreaterThan(0);
    expect(splits.test.rowCount).toBeGreaterThan(0);
  });

  it('gives the same derived columns for a table and for a single row', () => {
    const whole = addFeatures(splits.test, dataset.features);
    for (const index of [0, Math.floor(splits.test.rowCount / 2)]) {
      const single = addFeatures(selectRows(splits.test, [index]), dataset.features);
      expect(rowOf(single, 0)).toEqual(rowOf(whole, index));
    }
  });
});
