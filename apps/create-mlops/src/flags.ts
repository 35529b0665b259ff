import { datasetNames } from './choices.ts';
import { taskNames, tasks } from './tasks/index.ts';

/** One flag of the command. Help, parsing, the README's table and the recovery of npm's leftovers follow from the list. */
export type Flag = {
  readonly name: string;
  /** What stands for its value in the help; a flag without one is a switch. */
  readonly value?: string;
  readonly repeatable?: boolean;
  readonly description: string;
};

export const flags = [
  {
    name: 'task',
    value: 'NAME',
    description: `${taskNames.join(', ')} (default: ${taskNames[0]})`,
  },
  {
    name: 'data',
    value: 'FILE',
    description: `a file or folder of yours, or a sample: ${tasks.flatMap(({ samples }) => samples).join(', ')}`,
  },
  {
    name: 'dataset',
    value: 'NAME',
    description: `a public data set, fetched by npm run data: ${datasetNames.join(', ')}`,
  },
  { name: 'target', value: 'COLUMN', description: 'the column to predict' },
  { name: 'text', value: 'COLUMN', description: 'the column of texts (--task text)' },
  { name: 'test-data', value: 'FILE', description: 'an official test split with the same columns' },
  { name: 'labels', value: 'FILE', description: 'the labels of an IDX file of pictures' },
  {
    name: 'keep',
    value: 'COLUMN',
    repeatable: true,
    description: 'learn from a column although it looks like a leak or an id',
  },
  { name: 'ci', value: 'NAME', description: 'github, gitlab or none (default: github)' },
  {
    name: 'backend',
    value: 'NAME',
    description: 'auto, wasm, tfjs-node or cpu (default: auto)',
  },
  { name: 'answers', value: 'FILE', description: 'take the answers from a JSON file' },
  { name: 'yes', description: 'ask nothing, take the defaults' },
  { name: 'no-install', description: 'do not run npm install' },
  { name: 'no-git', description: 'do not make a git repository' },
  { name: 'dry-run', description: 'show what would be written, write nothing' },
  { name: 'json', description: 'print the result as JSON' },
  { name: 'help', description: 'show this text' },
  { name: 'version', description: 'show the version' },
] as const satisfies readonly Flag[];

export type FlagName = (typeof flags)[number]['name'];
