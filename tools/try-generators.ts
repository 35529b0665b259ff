// npm run generators: in a scaffolded project, adds a check, a metric, a detector, a stage and workflows in every way that a user may,
// then does what a user does with them.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { scaffoldProject } from './scaffolded-project.ts';
import { type Item, tryItems } from './try-items.ts';

const project = await scaffoldProject();
const plop = join(
  createRequire(join(project.folder, 'package.json')).resolve('plop'),
  '..',
  '..',
  'bin',
  'plop.js',
);
/** Where each generator puts what it makes. */
const places = {
  check: 'models/churn/validate/checks',
  metric: 'models/churn/evaluate/metrics',
  detector: 'models/churn/drift/detectors',
  stage: 'models/churn',
} as const;
type Generator = keyof typeof places;
const generators = ['check', 'metric', 'detector', 'stage'] as const satisfies readonly Generator[];

const filesOf = (generator: Generator, name: string): string[] =>
  generator === 'stage'
    ? ['package.json', 'main.ts', `${name}.ts`, `${name}.test.ts`].map((file) =>
        join(places.stage, name, file),
      )
    : [`${name}.ts`, `${name}.test.ts`].map((file) => join(places[generator], file));

/** `npm run generate` without a terminal, and plop's own command line. */
const ways = {
  'npm run generate': (generator: Generator, name: string) =>
    project.run('npm', ['run', '-s', 'generate', generator, name]),
  plop: (generator: Generator, name: string) =>
    project.run(process.execPath, [plop, generator, name]),
} as const;

const commit = async (message: string) => {
  await project.run('git', ['add', '-A']);
  await project.run('git', ['commit', '-q', '-m', message]);
};

async function generate(way: keyof typeof ways, generator: Generator, name: string) {
  const first = await ways[way](generator, name);
  if (first.code !== 0) return `exited with ${first.code}:\n${first.output}`;
  const missing = filesOf(generator, name).filter(
    (path) => !existsSync(join(project.folder, path)),
  );
  if (missing.length > 0) return `wrote no ${missing.join(', ')}:\n${first.output}`;
  await commit(`Add the ${generator} ${name}`);
  const second = await ways[way](generator, name);
  if (second.code !== 0) return `a second time exited with ${second.code}:\n${second.output}`;
  const changes = await project.changes();
  return changes === '' ? null : `a second time changed\n${changes}`;
}

/** A refusal that must be one: its exit code (plop's own is 1), a sentence, nothing written. */
async function refuse(words: readonly string[], sentence: string, code = 2) {
  const run = await project.run('npm', ['run', '-s', 'generate', ...words]);
  if (run.code !== code) return `exited with ${run.code} instead of ${code}:\n${run.output}`;
  if (!run.output.includes(sentence)) return `does not say "${sentence}":\n${run.output}`;
  const changes = await project.changes();
  return changes === '' ? null : `changed\n${changes}`;
}

/** What a user does next; the last lines say the most. */
async function succeeds(words: readonly string[]) {
  const run = await project.run('npm', ['run', '-s', ...words]);
  return run.code === 0 ? null : `exited with ${run.code}:\n${run.output.slice(-3000)}`;
}

const items: Item[] = [
  ...generators.map((generator) => ({
    name: `npm run generate ${generator} my-${generator}, twice`,
    attempt: () => generate('npm run generate', generator, `my-${generator}`),
  })),
  ...generators.map((generator) => ({
    name: `plop ${generator} other-${generator}, twice`,
    attempt: () => generate('plop', generator, `other-${generator}`),
  })),
  {
    name: 'npm run generate without an answer',
    attempt: () => refuse(['check'], 'nobody to ask'),
  },
  { name: 'npm run generate chek x', attempt: () => refuse(['chek', 'x'], 'no generator "chek"') },
  {
    name: 'npm run generate check My_Check',
    attempt: () => refuse(['check', 'My_Check'], 'cannot be the name of a check'),
  },
  {
    name: 'npm run generate stage train',
    attempt: () => refuse(['stage', 'train'], 'already has train', 2),
  },
  {
    name: 'npm run generate check class',
    attempt: () => refuse(['check', 'class'], 'a word of the language', 2),
  },
  ...['trigger', 'job', 'matrix'].map((kind) => ({
    name: `npm run generate workflow my-${kind} ${kind}`,
    attempt: async () => {
      const words = ['run', '-s', 'generate', 'workflow', `my-${kind}`, kind];
      const made = await project.run('npm', words);
      const path = join(project.folder, '.github', 'workflows', `my-${kind}.yml`);
      if (made.code !== 0 || !existsSync(path)) return made.output;
      await commit(`Add the workflow my-${kind}`);
      const again = await project.run('npm', words);
      return again.code === 0 ? (await project.changes()) || null : again.output;
    },
  })),
  {
    name: 'npm run generate workflow x y',
    attempt: () => refuse(['workflow', 'x', 'y'], '"y" is nothing that a workflow adds'),
  },
  ...['lint', 'lint:workflows', 'typecheck', 'pipeline', 'test'].map((script) => ({
    name: `npm run ${script}`,
    attempt: () => succeeds([script]),
  })),
  {
    name: 'the tree is clean in the end',
    attempt: async () => (await project.changes()) || null,
  },
];

try {
  process.exitCode = await tryItems(items, 'things that in-project generators should do work.');
} finally {
  project.remove();
}
