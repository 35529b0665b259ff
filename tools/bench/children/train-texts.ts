// node --import tsx train-texts.ts epoch|reviews|messages [FILE]: trains on texts and prints what it took, as JSON. `epoch`: one
// epoch over 5,000 texts of 2,048 inputs through a hidden layer of 64 units. `reviews`: everything, from 25,000 reviews of about
// 230 words to the model that text projects begin with. `messages`: that model on the labelled messages of FILE, with the F1 of
// the last class on a fifth of them, mean of five splits.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ContractDescription, Table } from '@create-mlops/contracts';
import { readTexts } from '@create-mlops/dataset/import';
import { textSettings } from '@create-mlops/generators';
import { text } from '@create-mlops/task-text';
import {
  type BuildModel,
  loadPredictor,
  type TrainedModel,
  type TrainingSettings,
  trainModel,
  writeBundle,
} from '@create-mlops/training';
import * as tf from '@tensorflow/tfjs-layers';
import { makeReviews } from './make-reviews.ts';

type Labelled = { readonly text: string; readonly label: string };

const [kind = '', file = ''] = process.argv.slice(2);
const plain = { nullable: false, sensitive: false, pii: false };

/** The network is cargo, and so it is read from where it lies. */
const cargo = join(import.meta.dirname, '..', '..', '..', 'templates', 'task', 'text');
const modelPath = join(cargo, 'models', '__model__', 'train', 'model.ts');
const { buildModel }: { buildModel: BuildModel } = await import(pathToFileURL(modelPath).href);

const describe = (classes: readonly string[]): ContractDescription => ({
  target: 'label',
  problem: classes.length === 2 ? 'binary' : 'multiclass',
  classes: [...classes],
  columns: [
    { ...plain, name: 'text', kind: 'text', role: 'feature' },
    { ...plain, name: 'label', kind: 'category', role: 'target', categories: [...classes] },
  ],
});
const tableOf = (rows: readonly Labelled[]): Table => ({
  rowCount: rows.length,
  columns: { text: rows.map((row) => row.text), label: rows.map((row) => row.label) },
});
const settingsFor = (rows: number): TrainingSettings => ({ ...textSettings({ rows }).train });

async function measureEpoch() {
  const classes = ['a', 'b', 'c', 'd'];
  const rows = makeReviews(5_200).map((review, index) => ({
    text: review.text,
    label: classes[(index + Number(review.label === 'pos')) % 4] ?? 'a',
  }));
  const elapsed: number[] = [];
  await trainModel({
    model: 'bench',
    task: text,
    description: describe(classes),
    splits: { train: tableOf(rows.slice(0, 5_000)), validation: tableOf(rows.slice(5_000)) },
    buildModel: ({ inputWidth, outputs, seed }) => {
      const kernelInitializer = tf.initializers.glorotUniform({ seed });
      return tf.sequential({
        layers: [
          tf.layers.dense({
            inputShape: [inputWidth],
            units: 64,
            activation: 'relu',
            kernelInitializer,
          }),
          tf.layers.dense({ units: outputs, activation: 'softmax', kernelInitializer }),
        ],
      });
    },
    settings: {
      epochs: 4,
      batchSize: 64,
      earlyStopping: false,
      encoding: { kind: 'hashed', width: 2_048 },
    },
    warn: () => undefined,
    onProgress: ({ elapsedSeconds }) => elapsed.push(elapsedSeconds),
  });
  // The first epoch compiles as it goes.
  return { docsPerSecond: (5_000 * 3) / ((elapsed[3] ?? 0) - (elapsed[0] ?? 0)) };
}

async function measureReviews() {
  const rows = makeReviews(25_000);
  const { manifest } = await trainModel({
    model: 'bench',
    task: text,
    description: describe(['neg', 'pos']),
    splits: { train: tableOf(rows.slice(0, 21_250)), validation: tableOf(rows.slice(21_250)) },
    buildModel,
    settings: settingsFor(rows.length),
    warn: () => undefined,
  });
  return { seconds: manifest.trainingSeconds, accuracy: manifest.metrics.accuracy };
}

/** One split says little: of 150 messages of spam, one more or less is half a point. */
const SPLITS = 5;

async function measureMessages() {
  const { texts } = await readTexts(file);
  const classes = [...new Set(texts.map(({ label }) => label))].sort();
  let [f1, seconds] = [0, 0];
  for (let number = 0; number < SPLITS; number++) {
    // The same text always falls into the same part, as in a project.
    const shareOf = (each: string) =>
      createHash('sha256').update(`${number}${each}`).digest().readUInt32BE(0) / 2 ** 32;
    const part = (from: number, to: number) =>
      texts.filter((each) => shareOf(each.text) >= from && shareOf(each.text) < to);
    const trained = await trainModel({
      model: 'bench',
      task: text,
      description: describe(classes),
      splits: { train: tableOf(part(0.35, 1)), validation: tableOf(part(0.2, 0.35)) },
      buildModel,
      settings: settingsFor(texts.length),
      warn: () => undefined,
    });
    seconds += trained.manifest.trainingSeconds / SPLITS;
    f1 += (await f1Of(trained, part(0, 0.2), classes)) / SPLITS;
  }
  return { f1, seconds };
}

/** F1 of the last class on texts that the model has not seen. */
async function f1Of(
  trained: TrainedModel,
  test: readonly Labelled[],
  classes: readonly string[],
): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-messages-'));
  try {
    const none = '0'.repeat(64);
    await writeBundle(directory, trained, {
      profile: { schemaVersion: 1, rows: 0, columns: {}, predictions: {} },
      lineage: {
        gitCommit: null,
        gitDirty: null,
        dataHash: none,
        dataLabel: null,
        dataRows: test.length,
        contractHash: none,
        featuresHash: none,
        settingsHash: none,
      },
      createdAt: '2026-01-31T00:00:00Z',
    });
    const predictor = await loadPredictor({ directory, task: text });
    const predictions = await predictor.predict(tableOf(test));
    predictor.dispose();
    if (predictions.kind !== 'classification') throw new Error('The messages have classes.');
    let [hits, called, real] = [0, 0, 0];
    for (const [row, { label }] of test.entries()) {
      const own = predictions.scores.subarray(row * classes.length, (row + 1) * classes.length);
      const isCalled = own.indexOf(Math.max(...own)) === classes.length - 1;
      const isReal = label === classes.at(-1);
      called += Number(isCalled);
      real += Number(isReal);
      hits += Number(isCalled && isReal);
    }
    return (2 * hits) / (called + real);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const measurements: Readonly<Record<string, () => Promise<object>>> = {
  epoch: measureEpoch,
  reviews: measureReviews,
  messages: measureMessages,
};
process.stdout.write(`${JSON.stringify(await measurements[kind]?.())}\n`);
