import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { selectRows, type Table } from '@create-mlops/contracts';
import { seededRandom, shuffle } from '@create-mlops/statistics';
import * as tf from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { numbersTask } from './fixtures/numbers-task.ts';
import { numericContract, splitInOrder } from './fixtures/synthetic-data.ts';
import { trainModel } from './train-model.ts';

describe('trainModel on iris', () => {
  const iris = sharedData('iris.csv');

  it.skipIf(iris === null)(
    'reaches an accuracy of 0.9 in seconds (needs shared/data)',
    async () => {
      const started = process.cpuUsage();
      const { manifest } = await trainModel({
        model: 'iris',
        task: numbersTask,
        splits: splitInOrder(shuffled(readNumericCsv(iris ?? '', 'species'))),
        description: numericContract(
          ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'],
          'species',
          'multiclass',
          ['setosa', 'versicolor', 'virginica'],
        ),
        buildModel: ({ inputWidth, outputs, seed }) =>
          tf.sequential({
            layers: [
              tf.layers.dense({
                inputShape: [inputWidth],
                units: 16,
                activation: 'relu',
                kernelInitializer: tf.initializers.heNormal({ seed }),
              }),
              tf.layers.dense({ units: outputs, activation: 'softmax' }),
            ],
          }),
        settings: { backend: 'wasm', batchSize: 16 },
      });
      expect(manifest.metrics.accuracy).toBeGreaterThanOrEqual(0.9);
      // Time of the processor, because others may be busy on it meanwhile.
      const { user, system } = process.cpuUsage(started);
      expect((user + system) / 1e6).toBeLessThan(10);
    },
  );
});

/** A file of the folder `shared/data` beside this repository or above it; `null` where there is none. */
function sharedData(name: string): string | null {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (folder !== dirname(folder)) {
    const path = join(folder, 'shared', 'data', name);
    if (existsSync(path)) return path;
    folder = dirname(folder);
  }
  return null;
}

function readNumericCsv(path: string, target: string): Table {
  const [header = [], ...rows] = readFileSync(path, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const columns = header.map((name, index) => [
    name,
    rows.map((row) => (name === target ? (row[index] ?? '') : Number(row[index]))),
  ]);
  return { rowCount: rows.length, columns: Object.fromEntries(columns) };
}

function shuffled(table: Table): Table {
  const order = Uint32Array.from({ length: table.rowCount }, (_, index) => index);
  shuffle(order, seededRandom(7));
  return selectRows(table, order);
}
