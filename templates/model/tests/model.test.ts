import { join } from 'node:path';
import { type Predictions, type Predictor, selectRows, type Table } from '@create-mlops/contracts';
import { locateStage } from '@create-mlops/stage';
import { loadPredictor, readBundle, readSamples, verifySamples } from '@create-mlops/training';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataset } from '../data/dataset.ts';
import { task } from '../data/task.ts';

const directory = join(locateStage(import.meta.dirname).artifacts, 'train', 'bundle');
const numbersOf = (predictions: Predictions) =>
  predictions.kind === 'classification' ? predictions.scores : predictions.values;

describe('the model that was trained last', () => {
  let predictor: Predictor;
  let test: Table;
  beforeAll(async () => {
    predictor = await loadPredictor({ directory, task, features: dataset.features });
    ({ test } = await dataset.splits());
  });
  afterAll(() => predictor.dispose());

  it('answers every row with numbers of the right shape', async () => {
    const predictions = await predictor.predict(test);
    const width = predictions.kind === 'classification' ? predictions.classes.length : 1;
    expect(numbersOf(predictions)).toHaveLength(test.rowCount * width);
    expect(numbersOf(predictions).every(Number.isFinite)).toBe(true);
    if (predictions.kind === 'classification') {
      expect(predictions.classes).toEqual(dataset.description.classes);
      const first = predictions.scores.slice(0, width);
      expect(first.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 5);
    }
  });

  it('gives a row alone the answer that it gets among others', async () => {
    const all = numbersOf(await predictor.predict(test));
    const width = all.length / test.rowCount;
    const alone = numbersOf(await predictor.predict(selectRows(test, [5])));
    for (const [index, value] of alone.entries()) {
      expect(value).toBeCloseTo(all[5 * width + index] ?? Number.NaN, 4);
    }
  });

  it('learned more than the baseline knows', () => {
    const { metrics, baseline } = predictor.manifest;
    const [metric, isBetter] =
      dataset.description.problem === 'regression'
        ? (['mae', (a: number, b: number) => a < b] as const)
        : (['accuracy', (a: number, b: number) => a > b] as const);
    expect(isBetter(metrics[metric] ?? Number.NaN, baseline[metric] ?? Number.NaN)).toBe(true);
  });

  it('does not look at columns that are no features', async () => {
    const before = numbersOf(await predictor.predict(test));
    const others = dataset.description.columns.filter((column) => column.role !== 'feature');
    // Derived columns may read a timestamp; the others must not matter at all.
    const ignored = others.filter((column) => column.role !== 'timestamp');
    const changed: Table = {
      rowCount: test.rowCount,
      columns: {
        ...test.columns,
        ...Object.fromEntries(
          ignored.map(({ name }) => [name, [...(test.columns[name] ?? [])].reverse()]),
        ),
      },
    };
    expect(numbersOf(await predictor.predict(changed))).toEqual(before);
  });

  it('reacts when a feature changes', async () => {
    const before = numbersOf(await predictor.predict(test));
    const features = dataset.description.columns.filter((column) => column.role === 'feature');
    const reversed: Table = {
      rowCount: test.rowCount,
      columns: {
        ...test.columns,
        ...Object.fromEntries(
          features.map(({ name }) => [name, [...(test.columns[name] ?? [])].reverse()]),
        ),
      },
    };
    expect(numbersOf(await predictor.predict(reversed))).not.toEqual(before);
  });

  it('computes what it computed in training', async () => {
    const samples = readSamples(await readBundle(directory));
    await expect(verifySamples(predictor, samples)).resolves.toBeLessThanOrEqual(1e-6);
  });
});
