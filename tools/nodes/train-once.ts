// Trains a small network of dense and convolutional layers and prints its model hash.
import type { ContractDescription, Table } from '@create-mlops/contracts';
import { tabular } from '@create-mlops/task-tabular';
import { trainModel } from '@create-mlops/training';
import * as tf from '@tensorflow/tfjs-layers';

const columns = ['a', 'b', 'c', 'd'];
const description: ContractDescription = {
  columns: [
    ...columns.map(
      (name) =>
        ({
          name,
          kind: 'number',
          role: 'feature',
          nullable: false,
          sensitive: false,
          pii: false,
        }) as const,
    ),
    {
      name: 'y',
      kind: 'category',
      role: 'target',
      nullable: false,
      sensitive: false,
      pii: false,
      categories: ['no', 'yes'],
    },
  ],
  target: 'y',
  problem: 'binary',
  classes: ['no', 'yes'],
};

/** Rows without randomness: multiples of irrational numbers, folded into 0 to 1. */
function rowsFrom(first: number, rowCount: number): Table {
  const folded = (index: number, factor: number) => ((index + first) * factor) % 1;
  const values = columns.map((_, column) =>
    Array.from({ length: rowCount }, (_, index) => folded(index, Math.sqrt(column + 2))),
  );
  const answers = Array.from({ length: rowCount }, (_, row) =>
    (values[0]?.[row] ?? 0) * (values[1]?.[row] ?? 0) > 0.25 ? 'yes' : 'no',
  );
  return {
    rowCount,
    columns: {
      ...Object.fromEntries(columns.map((name, at) => [name, values[at] ?? []])),
      y: answers,
    },
  };
}

const { manifest } = await trainModel({
  model: 'once',
  task: tabular,
  splits: { train: rowsFrom(0, 400), validation: rowsFrom(400, 100) },
  description,
  settings: { backend: 'wasm', epochs: 5, earlyStopping: false },
  buildModel: ({ inputWidth, outputs }) =>
    tf.sequential({
      layers: [
        tf.layers.dense({ inputShape: [inputWidth], units: 16, activation: 'tanh' }),
        tf.layers.dropout({ rate: 0.2 }),
        tf.layers.reshape({ targetShape: [16, 1] }),
        tf.layers.conv1d({ filters: 4, kernelSize: 3, activation: 'relu' }),
        tf.layers.maxPooling1d({ poolSize: 2 }),
        tf.layers.flatten(),
        tf.layers.batchNormalization(),
        tf.layers.dense({ units: outputs, activation: 'softmax' }),
      ],
    }),
});
process.stdout.write(`${manifest.modelHash}\n`);
