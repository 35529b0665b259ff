import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameProblem } from '../name-problem.mjs';

const kinds = ['trigger', 'job', 'matrix'];

/** `npm run generate workflow NAME trigger|job|matrix`: a workflow file of your own, beside those that came with the project. */
export function workflowGenerator(root, models) {
  return {
    name: 'workflow',
    description: 'a workflow: another trigger, a job of your own, or a matrix of models',
    prompts: [
      {
        type: 'input',
        name: 'name',
        message: 'Name of the workflow, in kebab-case',
        validate: (value) => nameProblem('workflow', value) ?? true,
      },
      { type: 'list', name: 'kind', message: 'What does it add?', choices: kinds },
    ],
    actions: ({ name, kind }) => {
      const problem = nameProblem('workflow', name);
      if (problem !== null) throw problem;
      if (!kinds.includes(kind)) throw `A workflow adds one of ${kinds.join(', ')}.`;
      return [() => write(root, models, name, kind)];
    },
  };
}

/** Expressions of the workflow have braces of their own: names are put in by hand. */
function write(root, models, name, kind) {
  const path = join('.github', 'workflows', `${name}.yml`);
  if (existsSync(join(root, path))) return `${path} is there already`;
  const template = join(root, 'tools', 'generators', 'workflow', `${kind}.yml.template`);
  const words = name.replaceAll('-', ' ');
  const text = readFileSync(template, 'utf8')
    .replaceAll('__title__', `${words[0].toUpperCase()}${words.slice(1)}`)
    .replaceAll('__name__', name)
    .replaceAll('__models__', models.join(', '));
  writeFileSync(join(root, path), text);
  return `wrote ${path}; \`npm run lint:workflows\` reads it`;
}
