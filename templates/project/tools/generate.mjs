// npm run generate check|metric|detector|stage NAME [MODEL]. Without a terminal plop asks nobody, does nothing and exits
// with 0; here a missing answer is an error.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { nameProblem } from './generators/name-problem.mjs';

const generators = ['check', 'metric', 'detector', 'stage'];
const usage = 2;
const [generator, name, model] = process.argv.slice(2);
const models = readdirSync('models').filter((folder) =>
  existsSync(join('models', folder, 'data', 'contract.ts')),
);

const stop = (message, hint) => {
  process.stderr.write(`${message}\n→ ${hint}\n`);
  process.exit(usage);
};
if (generator !== undefined && !generators.includes(generator)) {
  stop(`There is no generator "${generator}".`, `Choose one of ${generators.join(', ')}.`);
}
if (model !== undefined && !models.includes(model)) {
  stop(`There is no model "${model}".`, `Choose one of ${models.join(', ')}.`);
}
const isComplete =
  generator !== undefined && name !== undefined && (model !== undefined || models.length === 1);
if (!isComplete && process.stdin.isTTY !== true) {
  stop(
    'Without a terminal there is nobody to ask.',
    `Say it all: npm run generate check my-check${models.length > 1 ? ` ${models[0]}` : ''}`,
  );
}
const problem = name === undefined ? null : nameProblem(generator, name);
if (problem !== null) stop(`"${name}" cannot be the name of a ${generator}.`, problem);

const plop = join(createRequire(import.meta.url).resolve('plop'), '..', '..', 'bin', 'plop.js');
// With one model there is no such question, and plop refuses an answer to it.
const words = [generator, name, models.length > 1 ? model : undefined].filter(
  (word) => word !== undefined,
);
const child = spawnSync(process.execPath, [plop, ...words], { stdio: 'inherit' });
process.exitCode = child.status ?? 1;
