// npm run data:add FILE [model]: takes labelled rows into the data of a model, and locks it. What is there already is left out.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  datasetLockSchema,
  exitCodes,
  MlopsError,
  type Row,
  rowOf,
  type Table,
} from '@create-mlops/contracts';
import { type Dataset, readTable } from '@create-mlops/dataset';
import { readJson, runMain, writeFileAtomic } from '@create-mlops/stage';
import { toCsv } from './demo/data-file.ts';
import { modelNames } from './model-names.ts';

const root = join(import.meta.dirname, '..');
const [file = '', named] = process.argv.slice(2);

await runMain(async () => {
  const models = modelNames(root);
  const model = named ?? (models.length === 1 ? models[0] : undefined);
  if (file === '' || model === undefined || !models.includes(model)) {
    throw new MlopsError(
      'USAGE',
      'Which file, for which model?',
      `npm run data:add new-rows.csv ${models[0] ?? ''}`,
    );
  }
  const directory = join(root, 'models', model, 'data');
  const { dataset }: { dataset: Dataset } = await import(
    pathToFileURL(join(directory, 'dataset.ts')).href
  );
  const { description } = dataset;
  const lock = readJson(join(directory, 'dataset.lock.json'), datasetLockSchema, {
    missing: 'Run `npm run data:lock`.',
  });
  const [data] = lock.files;
  if (data === undefined || data.format !== 'csv') {
    throw new MlopsError(
      'USAGE',
      `The data of ${model} is ${data?.format ?? 'not there'}, no CSV file that rows can be added to.`,
      `Put what is new into models/${model}/data/raw yourself, then run \`npm run data:lock\`.`,
    );
  }
  const path = join(directory, ...data.path.split('/'));
  const present = await readTable(path, description);
  const added = await readTable(resolve(file), description);
  refuseUnlabelled(added, description.target);
  const before = readFileSync(path, 'utf8');
  const columns = headerOf(before, data.path);
  const known = new Set(rowsOf(present).map((row) => toCsv([row], columns)));
  const news = rowsOf(added).filter((row) => !known.has(toCsv([row], columns)));
  if (news.length === 0) {
    process.stdout.write(`${model}: every row of ${file} is in the data already.\n`);
    return exitCodes.pass;
  }
  // The file keeps the line ends that it has.
  const end = before.includes('\r\n') ? '\r\n' : '\n';
  const lines = toCsv(news, columns).split('\n').slice(1).join(end);
  writeFileAtomic(path, `${before.endsWith('\n') ? before : `${before}${end}`}${lines}`);
  process.stdout.write(
    `${model}: ${news.length} of ${added.rowCount} rows added; the data has ${present.rowCount + news.length} now.\n`,
  );
  const words = ['--import', 'tsx', join('tools', 'data-lock.ts'), model];
  const locked = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' });
  return locked.status ?? exitCodes.bug;
});

/** The file's own columns, in its order; what the contract does not name stays empty in new rows. */
function headerOf(text: string, path: string): string[] {
  const [header = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  if (!header.includes('"')) return header.split(',');
  throw new MlopsError(
    'USAGE',
    `Columns of ${path} have quotes in their names: it is not clear where new cells belong.`,
    'Add the rows to that file yourself, then run `npm run data:lock`.',
  );
}

function rowsOf(table: Table): Row[] {
  return Array.from({ length: table.rowCount }, (_, index) => rowOf(table, index));
}

function refuseUnlabelled(table: Table, target: string): void {
  const missing = rowsOf(table).filter((row) => (row[target] ?? null) === null).length;
  if (missing === 0) return;
  throw new MlopsError(
    'DATA_INVALID',
    `${missing} of ${table.rowCount} rows have no ${target}: a model cannot learn from them.`,
    `Fill the column ${target}, or leave those rows out.`,
  );
}
