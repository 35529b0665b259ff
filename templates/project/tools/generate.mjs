// npm run generate check|metric|detector|stage NAME [MODEL], or workflow NAME trigger|job|matrix. Without a terminal plop asks nobody, does nothing and exits
// with 0; here a missing answer is an error.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { nameProblem } from './generators/name-problem.mjs';

const hasWorkflows = existsSync(join('tools', 'generators', 'workflow'));
const generators = ['check', 'metric', 'detector', 'stage', ...(hasWorkflows ? ['workflow'] : [])];
const usage = 2;
const [generator, name, third] = process.argv.slice(2);
const isWorkflow = generator === 'workflow';
const kinds = ['trigger', 'job', 'matrix'];
const model = isWorkflow ? undefined : third;
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
if (isWorkflow && third !== undefined && !kinds.includes(third)) {
  stop(`"${third}" is nothing that a workflow adds.`, `Choose one of ${kinds.join(', ')}.`);
}
const isSaid = isWorkflow ? third !== undefined : model !== undefined || models.length === 1;
const isComplete = generator !== undefined && name !== undefined && isSaid;
if (!isComplete && process.stdin.isTTY !== true) {
  stop(
    'Without a terminal there is nobody to ask.',
    isWorkflow
      ? `Say it all: npm run generate workflow my-workflow ${kinds.join('|')}`
      : `Say it all: npm run generate check my-check${models.length > 1 ? ` ${models[0]}` : ''}`,
  );
}
const problem = name === undefined ? null : nameProblem(generator, name);
if (problem !== null) stop(`"${name}" cannot be the name of a ${generator}.`, problem);

const plop = join(createRequire(import.meta.url).resolve('plop'), '..', '..', 'bin', 'plop.js');
// With one model there is no such question, and plop refuses an answer to it.
const last = isWorkflow ? third : models.length > 1 ? model : undefined;
const words = [generator, name, last].filter((word) => word !== undefined);
const child = spawnSync(process.execPath, [plop, ...words], { stdio: 'inherit' });
process.exitCode = child.status ?? 1;
