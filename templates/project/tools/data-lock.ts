// npm run data:lock [model] [file] [label]: takes in the data as it is now, shows what changed, and writes the lock. With a
// file, or a folder of pictures or texts, it replaces the data; otherwise what lies in data/raw counts.
import { join } from 'node:path';
import { datasetLockSchema, exitCodes, MlopsError } from '@create-mlops/contracts';
import { ImportError } from '@create-mlops/dataset/import';
import { readJsonIfPresent, runMain, writeJson } from '@create-mlops/stage';
import { lockChanges } from './data/lock-changes.ts';
import { lockPictures } from './data/lock-pictures.ts';
import { lockRows } from './data/lock-rows.ts';
import { openModelData } from './data/model-data.ts';
import { oneModel, readWords } from './data/read-words.ts';
import { modelNames } from './model-names.ts';

const root = join(import.meta.dirname, '..');
const print = (line: string) => process.stdout.write(`${line}\n`);

await runMain(async () => {
  const models = modelNames(root);
  const words = readWords(process.argv.slice(2), models);
  const model = oneModel(words, models, 'npm run data:lock');
  try {
    await lockModel(model, words.file, words.others[0]);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    throw new MlopsError('DATA_UNUSABLE', error.message, error.hint, { cause: error });
  }
  return exitCodes.pass;
});

async function lockModel(
  model: string,
  file: string | undefined,
  label: string | undefined,
): Promise<void> {
  const data = await openModelData(root, model);
  const lockPath = join(data.directory, 'dataset.lock.json');
  const before = readJsonIfPresent(lockPath, datasetLockSchema);
  const say = (sentence: string) => print(`  ${sentence}`);
  const lock =
    data.kind === 'pictures' && before !== null
      ? await lockPictures(data, { root, before, file, label, say })
      : await lockRows(data, { root, before, file, label, say });
  const isSame = before !== null && JSON.stringify(before.files) === JSON.stringify(lock.files);
  if (isSame && label === undefined) {
    print(`${model}: the data is what the lock says; nothing to do.`);
    return;
  }
  writeJson(lockPath, lock);
  print(`${model}: ${lockChanges(before, lock).join('\n  ')}`);
  print('The lock is written. `npm run pipeline` validates the data and trains on it.');
}
