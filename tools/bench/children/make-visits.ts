// node --import tsx make-visits.ts FOLDER ROWS: a trained model with its reference profile in FOLDER/bundle, and windows of
// ROWS rows as CSV and as Parquet, in which one column of twenty has moved.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { selectRows } from '@create-mlops/contracts';
import { describeContract, readTable } from '@create-mlops/dataset';
import { buildReferenceProfile } from '@create-mlops/drift-check';
import { tabular } from '@create-mlops/task-tabular';
import { trainModel, writeBundle } from '@create-mlops/training';
import { DuckDBInstance } from '@duckdb/node-api';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { visitRow } from './visit-row.ts';

const [folder = '', rows = ''] = process.argv.slice(2);
const description = describeContract(visitRow);
const connection = await (await DuckDBInstance.create(':memory:')).connect();

/** Numbers are sums of three drawn ones, which is nearly normal; the same rows every time. */
async function write(path: string, count: number, seed: string, shift: number): Promise<void> {
  const cells = description.columns.map(({ name, kind }) => {
    const drawn = (salt: string) => `(hash(i, '${seed}${name}${salt}') % 10000) / 10000.0`;
    const number = `${drawn('a')} + ${drawn('b')} + ${drawn('c')}`;
    if (kind === 'number')
      return `(${number}${name === 'number_1' ? ` + ${shift}` : ''})::DOUBLE AS ${name}`;
    if (kind === 'boolean') return `${drawn('f')} < 0.3 AS ${name}`;
    if (name === 'bought')
      return `CASE WHEN ${drawn('y')} < 0.4 THEN 'yes' ELSE 'no' END AS ${name}`;
    return `chr((97 + floor(8 * ${drawn('k')}))::INTEGER) AS ${name}`;
  });
  const format = path.endsWith('.csv') ? 'csv, HEADER' : 'parquet';
  await connection.run(
    `COPY (SELECT ${cells.join(', ')} FROM range(${count}) AS source(i)) TO '${path.replaceAll("'", "''")}' (FORMAT ${format})`,
  );
}

for (const format of ['csv', 'parquet']) {
  mkdirSync(join(folder, format), { recursive: true });
  await write(join(folder, format, `window.${format}`), Number(rows), 'window', 0.3);
}
const reference = join(folder, 'reference.parquet');
await write(reference, 20_000, 'reference', 0);
connection.closeSync();

const table = await readTable(reference, description);
const from = (start: number, count: number) =>
  selectRows(
    table,
    Array.from({ length: count }, (_, index) => start + index),
  );
const [train, validation] = [from(0, 17_000), from(17_000, 3_000)];
const trained = await trainModel({
  model: 'visits',
  task: tabular,
  description,
  splits: { train, validation, test: { rowCount: 0 } },
  settings: { epochs: 1 },
  buildModel: ({ inputWidth, outputs }) =>
    sequential({
      layers: [
        layers.dense({ inputShape: [inputWidth], units: 32, activation: 'relu' }),
        layers.dense({ units: 16, activation: 'relu' }),
        layers.dense({ units: outputs, activation: 'softmax' }),
      ],
    }),
});
const { validationPredictions } = trained;
await writeBundle(join(folder, 'bundle'), trained, {
  profile: buildReferenceProfile({ train, description, validationPredictions }),
  lineage: {
    gitCommit: null,
    gitDirty: false,
    dataHash: '',
    contractHash: '',
    featuresHash: '',
    dataLabel: null,
    dataRows: 20_000,
    settingsHash: '',
  },
  createdAt: new Date(0).toISOString(),
});
process.stdout.write(`${JSON.stringify({ rows: Number(rows) })}\n`);
