// npm run data [model] [file]: brings every data file that dataset.lock.json names and that is not there, and verifies it. With
// a file, or a folder, it is looked for there; otherwise where it came from.
import { join } from 'node:path';
import { exitCodes } from '@create-mlops/contracts';
import { runMain } from '@create-mlops/stage';
import { bringLocked } from './data/bring-locked.ts';
import { chosenModels, readWords } from './data/read-words.ts';
import { modelNames } from './model-names.ts';

const root = join(import.meta.dirname, '..');

await runMain(async () => {
  const all = modelNames(root);
  const words = readWords(process.argv.slice(2), all);
  for (const model of chosenModels(words, all)) await bringLocked(root, model, words.file);
  return exitCodes.pass;
});
