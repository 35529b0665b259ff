// One epoch of the image projects' own network on pictures that are made up: count, side, channels, batch size, backend.
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ContractDescription } from '@create-mlops/contracts';
import { image } from '@create-mlops/task-image';
import { type BuildModel, trainModel } from '@create-mlops/training';

const [count = 0, side = 0, channels = 0, batchSize = 0] = process.argv.slice(2).map(Number);
const backend = process.argv[6] === 'cpu' ? 'cpu' : 'wasm';
const validationRows = 64;
const classes = [...'0123456789'];

/** An IDX file of four dimensions, each class with a pattern of its own under noise. */
function writePictures(path: string): string[] {
  const size = side * side * channels;
  const bytes = Buffer.alloc(20 + count * size);
  [0x0804, count, side, side, channels].forEach((word, at) => {
    bytes.writeUInt32BE(word, 4 * at);
  });
  let state = 1;
  const labels: string[] = [];
  for (let row = 0; row < count; row++) {
    const label = row % classes.length;
    labels.push(classes[label] ?? '');
    for (let at = 0; at < size; at++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      bytes[20 + row * size + at] = (20 * label + ((at * (label + 1)) % 64) + (state >>> 26)) & 255;
    }
  }
  writeFileSync(path, bytes);
  return labels;
}

/** The network is cargo, and so it is read from where it lies. */
const cargo = join(import.meta.dirname, '..', '..', '..', 'templates', 'task', 'image');
const modelPath = join(cargo, 'models', '__model__', 'train', 'model.ts');
const { buildModel }: { buildModel: BuildModel } = await import(pathToFileURL(modelPath).href);

const path = join(tmpdir(), `bench-pictures-${process.pid}-idx4-ubyte`);
const labels = writePictures(path);
const plain = { nullable: false, sensitive: false, pii: false };
const sides = { minimum: side, maximum: side };
const description: ContractDescription = {
  target: 'label',
  problem: 'multiclass',
  classes,
  columns: [
    {
      ...plain,
      name: 'picture',
      kind: 'image',
      role: 'feature',
      image: {
        width: sides,
        height: sides,
        channels: [channels],
        formats: ['raw'],
        maxBytes: 1_000_000,
      },
    },
    { ...plain, name: 'label', kind: 'category', role: 'target', categories: classes },
  ],
};
const tableOf = (rows: number) => ({
  rowCount: rows,
  columns: {
    picture: Array.from({ length: rows }, (_, row) => `${path}#${row}`),
    label: labels.slice(0, rows),
  },
});
try {
  let epochSeconds = 0;
  await trainModel({
    model: 'bench',
    task: image,
    description,
    splits: { train: tableOf(count), validation: tableOf(Math.min(count, validationRows)) },
    buildModel,
    settings: {
      backend,
      epochs: 1,
      batchSize,
      learningRate: 0.001,
      earlyStopping: false,
      encoding: { size: { width: side, height: side }, channels, augment: { shift: 1 } },
    },
    warn: () => undefined,
    onProgress: ({ elapsedSeconds }) => {
      epochSeconds = elapsedSeconds;
    },
  });
  process.stdout.write(`${JSON.stringify({ epochSeconds })}\n`);
} finally {
  rmSync(path, { force: true });
}
