// npm run pages [model] [version]: a static demo with the model in the browser, artifacts/<model>/pages/index.html. It opens from
// disk as well as from a web server. Without a version it shows the one in production.
import { statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { exitCodes, MlopsError } from '@create-mlops/contracts';
import { openRegistry } from '@create-mlops/model-registry';
import { registryLocation, runMain } from '@create-mlops/stage';
import { modelNames } from './model-names.ts';
import { writePages } from './pages/write-pages.ts';

const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2).map((word) => word.replace(/^--/, ''));

await runMain(async () => {
  const models = modelNames(root);
  const unknown = words.find((word) => !models.includes(word) && !/^[1-9]\d*$/.test(word));
  if (unknown !== undefined) {
    throw new MlopsError(
      'USAGE',
      `"${unknown}" is neither a model nor the number of a version.`,
      `Models: ${models.join(', ')}. For example \`npm run pages ${models[0]} 1\`.`,
    );
  }
  const asked = models.filter((model) => words.includes(model));
  const number = words.find((word) => /^\d+$/.test(word));
  const wanted = asked.length > 0 ? asked : models;
  if (number !== undefined && wanted.length > 1) {
    throw new MlopsError(
      'USAGE',
      `Version ${number} of which model: ${models.join(', ')}?`,
      `npm run pages ${models[0]} ${number}`,
    );
  }
  const registry = openRegistry(registryLocation(root), { root });
  for (const model of wanted) {
    const version =
      number === undefined ? registry.find(model, 'production')?.version : Number(number);
    if (version === undefined) {
      throw new MlopsError(
        'VERSION_UNKNOWN',
        `No version of ${model} is in production, so there is none to show.`,
        `Run \`npm run pipeline\`, or name a version: \`npm run pages ${model} 1\`.`,
      );
    }
    const path = await writePages({ root, registry, model, version });
    process.stdout.write(
      `${relative(root, path)}  ${(statSync(path).size / 1_048_576).toFixed(1)} MB\n  Version ${version} of ${model} answers in the browser: open the file, or publish its folder.\n`,
    );
  }
  return exitCodes.pass;
});
