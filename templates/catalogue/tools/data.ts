// npm run data [model]: fetches the public data set that source.json names, from the cache or from where it is published,
// verifies it and takes it in. The lock that it writes is the same for everybody: commit it. For a model of other data it
// brings what the lock names, from a file if one is given.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheDirectory, sourceSchema, takeIn } from '@create-mlops/catalogue';
import { datasetLockSchema, exitCodes, MlopsError } from '@create-mlops/contracts';
import { describeContract, verifyLock } from '@create-mlops/dataset';
import { readJson, readJsonIfPresent, runMain, writeJson } from '@create-mlops/stage';
import { bringLocked } from './data/bring-locked.ts';
import { chosenModels, readWords } from './data/read-words.ts';
import { modelNames } from './model-names.ts';

const root = join(import.meta.dirname, '..');
const print = (line: string) => process.stdout.write(`${line}\n`);

await runMain(async () => {
  const all = modelNames(root);
  const words = readWords(process.argv.slice(2), all);
  for (const model of chosenModels(words, all)) {
    const directory = join(root, 'models', model, 'data');
    if (!existsSync(join(directory, 'source.json'))) await bringLocked(root, model, words.file);
    else if (words.file === undefined) await bring(model, directory);
    else throw isPublished(model, words.file);
  }
  return exitCodes.pass;
});

async function bring(model: string, directory: string): Promise<void> {
  const source = readJson(join(directory, 'source.json'), sourceSchema, {
    missing: 'Restore it from git.',
  });
  const lockPath = join(directory, 'dataset.lock.json');
  const before = readJsonIfPresent(lockPath, datasetLockSchema);
  if (before !== null && (await isWhole(directory, before))) {
    print(`${model}: the data is there and whole.`);
    return;
  }
  print(`${source.title}. Licence: ${source.licence}.`);
  print(`  Please cite: ${source.citation}.`);
  const { row } = await import(pathToFileURL(join(directory, 'contract.ts')).href);
  const lock = await takeIn(source, {
    directory,
    target: describeContract(row).target,
    cache: cacheDirectory(),
    onProgress: showProgress,
    say: (sentence) => print(`  ${sentence}`),
  });
  if (before !== null && JSON.stringify(before.files) !== JSON.stringify(lock.files)) {
    throw new MlopsError(
      'LOCK_MISMATCH',
      `${model}: the data was fetched, but it is not the data that dataset.lock.json names.`,
      'If you changed the data on purpose, keep it and run `npm run data:lock`.',
    );
  }
  if (before === null) writeJson(lockPath, lock);
  const rows = lock.files.reduce((sum, file) => sum + file.rows, 0).toLocaleString('en-US');
  print(
    `${model}: ${rows} rows taken in${before === null ? '; dataset.lock.json is written, commit it' : ''}. Next: npm run pipeline`,
  );
}

function isPublished(model: string, file: string): MlopsError {
  return new MlopsError(
    'USAGE',
    `The data of ${model} is a public data set, which is fetched from where source.json says.`,
    `Fetch it with \`npm run data ${model}\`, or take in your own instead: \`npm run data:lock ${model} ${file}\`.`,
  );
}

async function isWhole(...args: Parameters<typeof verifyLock>): Promise<boolean> {
  return verifyLock(...args).then(
    () => true,
    () => false,
  );
}

function showProgress(name: string, received: number, total: number | null): void {
  if (process.stderr.isTTY !== true) return;
  const mb = (bytes: number) => (bytes / 1024 ** 2).toFixed(1);
  const share = total === null ? '' : ` of ${mb(total)}`;
  const isDone = received === total;
  process.stderr.write(`\r  ${name}: ${mb(received)}${share} MB${isDone ? '\n' : ''}`);
}
