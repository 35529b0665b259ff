// npm run export onnx [model]: the last trained model as a file for other programs, artifacts/<model>/export/model.onnx.
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exitCodes, MlopsError, type Task } from '@create-mlops/contracts';
import { runMain, writeFileAtomic } from '@create-mlops/stage';
import { bundleToOnnx, readBundle } from '@create-mlops/training';
import { modelNames } from './model-names.ts';

const root = join(import.meta.dirname, '..');
const [format, ...names] = process.argv.slice(2).map((word) => word.replace(/^--/, ''));

await runMain(async () => {
  const models = modelNames(root);
  if (format !== 'onnx') {
    throw new MlopsError(
      'USAGE',
      format === undefined ? 'Export as what?' : `There is no export as "${format}".`,
      'Formats: onnx. For example `npm run export onnx`.',
    );
  }
  const unknown = names.find((name) => !models.includes(name));
  if (unknown !== undefined) {
    throw new MlopsError(
      'USAGE',
      `There is no model "${unknown}".`,
      `Models: ${models.join(', ')}.`,
    );
  }
  for (const model of names.length === 0 ? models : names) {
    const bundle = await readBundle(join(root, 'artifacts', model, 'train', 'bundle'));
    const { bytes, sentence } = await bundleToOnnx(bundle, await taskOf(model));
    const path = join(root, 'artifacts', model, 'export', 'model.onnx');
    writeFileAtomic(path, bytes);
    process.stdout.write(
      `${relative(root, path)}  ${(bytes.byteLength / 1024).toFixed(1)} kB\n  ${sentence}\n`,
    );
  }
  return exitCodes.pass;
});

/** How rows of a model become numbers, as `models/<model>/data/task.ts` says. */
async function taskOf(model: string): Promise<Task> {
  const file = join(root, 'models', model, 'data', 'task.ts');
  const found: { readonly task: Task } = await import(pathToFileURL(file).href);
  return found.task;
}
